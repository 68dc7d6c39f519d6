import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { type ScriptedApi, json, startScriptedApi } from '../../testing/scripted-api.ts';

const fixture = useDesktop();
const BOB = { id: 'user-2', name: 'Bob', email: 'bob@example.com' };
let bobs: ScriptedApi;
let desktop: DesktopUnderTest;
const scripted: [ScriptedApi, string][] = [];

beforeAll(async () => {
  bobs = await startScriptedApi();
  bobs.script('POST /api/auth/sign-in/email', (_request, response) =>
    json(response, 200, { token: 'bobs-token', user: BOB }),
  );
});
afterAll(() => bobs.close());
beforeEach(async () => {
  desktop = await fixture.launch({ double: { platform: 'darwin' } });
  await signIn(desktop);
});
afterEach(async () => {
  for (const [api, route] of scripted.splice(0)) api.script(route, null);
  await desktop.close();
});

const script = (api: ScriptedApi, route: string, answer: Parameters<ScriptedApi['script']>[1]): void => {
  scripted.push([api, route]);
  api.script(route, answer);
};
/** Holds one route until it is let go. */
const hold = (api: ScriptedApi, route: string, answer: NonNullable<Parameters<ScriptedApi['script']>[1]>) => {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const arrived = { count: 0 };
  script(api, route, async (request, response) => {
    arrived.count += 1;
    await held;
    await answer(request, response);
  });
  return { letGo: () => letGo(), arrived };
};
/** Bob signs in on his own server, and Alice stays on hers. */
const changeToBob = async (): Promise<void> => {
  await desktop.run(
    async ({ page }, url) => (await page()).evaluate((address) => window.parley?.chooseServer({ url: address }), url),
    bobs.url,
  );
  await signIn(desktop);
  expect(await state()).toMatchObject({ account: { userId: 'user-2', server: bobs.url } });
};
const state = () => desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.getState()));
/** Asks from the window that no change of accounts reloads. */
const ask = (path: string, init: { method?: string; body?: string } = {}) =>
  desktop.run(
    async ({ page }, [address, options]) =>
      (await page('quickAdd')).evaluate(
        async ([where, how]) => {
          const answered = await fetch(where, how);
          return { headers: Object.fromEntries(answered.headers), text: await answered.text() };
        },
        [address, options] as const,
      ),
    [path, init] as const,
  );
const allOf = (api: ScriptedApi): string => JSON.stringify(api.seen);

describe('changing accounts while something is under way', () => {
  it('E-54 A-142 never takes the token one server renewed to another', async () => {
    const held = hold(fixture.api(), 'GET /api/auth/get-session', (_request, response) =>
      json(response, 200, { user: {} }, { 'set-auth-token': 'alices-renewed-token' }),
    );
    const asked = ask('/api/auth/get-session');
    await expect.poll(() => held.arrived.count).toBeGreaterThan(0);
    await changeToBob();
    held.letGo();
    expect((await asked).headers['set-auth-token']).toBeUndefined();
    await ask('/api/auth/get-session');
    const [last] = bobs.seen.filter(({ path }) => path === '/api/auth/get-session').slice(-1);
    expect(last?.headers.authorization).toBe('Bearer bobs-token');
    expect(allOf(bobs)).not.toContain('alices-renewed-token');
  });

  it('E-54 sends no note to another account when its own has to be asked twice', async () => {
    const held = hold(fixture.api(), 'POST /api/user-1/chat', (_request, response) =>
      json(response, 401, { code: 'unauthorized' }),
    );
    const submitted = desktop.run(async ({ page }) =>
      (await page('quickAdd')).evaluate(() =>
        window.parleyQuickAdd?.submit({ text: 'for alice alone', draftId: crypto.randomUUID() }),
      ),
    );
    await expect.poll(() => held.arrived.count).toBeGreaterThan(0);
    await changeToBob();
    held.letGo();
    await submitted;
    expect(allOf(bobs)).not.toContain('for alice alone');
  });
});
