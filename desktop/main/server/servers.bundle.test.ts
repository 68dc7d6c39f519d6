import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { json } from '../../testing/scripted-api.ts';

const fixture = useDesktop();
let home: string;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
  fixture.api().seen.length = 0;
});
afterEach(() => rm(home, { recursive: true, force: true }));

const stateOf = (desktop: DesktopUnderTest) =>
  desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.getState()));

describe('servers and accounts', () => {
  let desktop: DesktopUnderTest;
  beforeAll(async () => {
    desktop = await fixture.launch();
  });
  afterAll(() => desktop.close());
  const choose = (url: string | null) =>
    desktop.run(
      async ({ page }, typed) =>
        (await page()).evaluate((address) => window.parley?.chooseServer({ url: address }), typed),
      url,
    );

  it('takes a Parley server, and says what is wrong with anything else', async () => {
    expect(await choose(fixture.api().url)).toEqual({ ok: true, url: fixture.api().url, version: '0.1.0' });
    const host = fixture.api().url.replace('http://', '');
    expect(await choose(host)).toMatchObject({ ok: true, url: fixture.api().url });
    expect(await choose('http://example.com')).toMatchObject({ ok: false, code: 'invalid_address' });
    expect(await choose('https://user:pw@example.com')).toMatchObject({ ok: false, code: 'invalid_address' });
    expect(await choose('http://127.0.0.1:9')).toMatchObject({ ok: false, code: 'server_away' });
    fixture.api().script('GET /api/config', (_request, response) => json(response, 200, { hello: 'world' }));
    expect(await choose(fixture.api().url)).toMatchObject({ ok: false, code: 'not_parley' });
    fixture
      .api()
      .script('GET /api/config', (_request, response) =>
        json(response, 200, { version: '0.0.9', chat: { ui: 'bundled' } }),
      );
    expect(await choose(fixture.api().url)).toMatchObject({ ok: false, code: 'too_old' });
    fixture.api().script('GET /api/config', null);
  });

  /** Changes the account and waits for the page that comes after. */
  const switchTo = (account: string | null) =>
    desktop.run(async ({ page, waitFor }, wanted) => {
      const shown = await page();
      await shown
        .evaluate((id) => {
          Reflect.set(window, 'isOldPage', true);
          return window.parley?.switchAccount({ id });
        }, wanted)
        .catch(() => null);
      await waitFor(() => shown.evaluate(() => !('isOldPage' in window) && typeof window.parley === 'object'));
    }, account);

  it('keeps several accounts, changes between them and signs one of them out', async () => {
    await signIn(desktop);
    fixture
      .api()
      .script('POST /api/auth/sign-in/email', (_request, response) =>
        json(response, 200, { token: 'bobs-token', user: { id: 'user-2', name: 'Bob', email: 'bob@example.com' } }),
      );
    await switchTo(null);
    expect(await stateOf(desktop)).toMatchObject({ account: null, accounts: [{ userId: 'user-1' }] });
    await signIn(desktop);
    const state = await stateOf(desktop);
    expect(state).toMatchObject({
      account: { userId: 'user-2' },
      accounts: [{ userId: 'user-1' }, { userId: 'user-2' }],
    });
    const alice = state?.accounts[0]?.id ?? '';
    await switchTo(alice);
    expect(await stateOf(desktop)).toMatchObject({ account: { userId: 'user-1' } });
    const bob = state?.accounts[1]?.id ?? '';
    await desktop.run(
      async ({ page }, id) => (await page()).evaluate((wanted) => window.parley?.signOut({ id: wanted }), id),
      bob,
    );
    expect(await stateOf(desktop)).toMatchObject({ account: { userId: 'user-1' }, accounts: [{ userId: 'user-1' }] });
    const left = () => fixture.api().seen.filter(({ path: where }) => where === '/api/auth/sign-out');
    await expect.poll(() => left().map(({ headers }) => headers.authorization)).toEqual(['Bearer bobs-token']);
    fixture.api().script('POST /api/auth/sign-in/email', null);
  });
});

describe('signing in with the browser', () => {
  it('E-59 takes exactly the callback it waits for, once, with the verifier it kept', async () => {
    const desktop = await fixture.launch({ home, double: { platform: 'darwin' } });
    await desktop.run(async ({ page }) =>
      (await page()).evaluate(() => window.parley?.signInWithBrowser({ provider: 'github' })),
    );
    const opened = await desktop.run(
      ({ double }) => double.journal.find(({ call }) => call === 'shell.openExternal')?.arguments[0] as string,
    );
    const address = new URL(opened);
    expect(address.origin + address.pathname).toBe(`${fixture.api().url}/desktop-sign-in`);
    expect(address.searchParams.get('provider')).toBe('github');
    const state = address.searchParams.get('state') ?? '';
    const challenge = address.searchParams.get('code_challenge');
    const arrive = (link: string) =>
      desktop.run(({ app }, url) => void app.emit('open-url', { preventDefault: () => undefined }, url), link);
    const redeemed = () => fixture.api().seen.filter(({ path: where }) => where === '/api/auth/electron/token');

    const code = (identifier: string, belongsTo = state) =>
      Buffer.from(JSON.stringify({ identifier, state: belongsTo })).toString('base64url');

    await arrive(`parley://auth/callback#token=${code('code-1', 'someone-elses')}`);
    expect(redeemed()).toEqual([]);
    expect(await stateOf(desktop)).toMatchObject({ browserSignIn: 'waiting' });
    await arrive(`parley://auth/callback#token=${code('code-2')}`);
    await expect.poll(async () => (await stateOf(desktop))?.account?.userId).toBe('user-1');
    await arrive(`parley://auth/callback#token=${code('code-3')}`);
    expect(redeemed()).toHaveLength(1);
    await expect.poll(async () => (await stateOf(desktop))?.browserSignIn).toBe('idle');
    const sent = JSON.parse(redeemed()[0]?.body ?? '{}') as { token: string; state: string; code_verifier: string };
    expect(sent).toMatchObject({ token: 'code-2', state });
    expect(createHash('sha256').update(sent.code_verifier).digest('base64url')).toBe(challenge);
    expect(await readFile(path.join(home, 'profile/logs/parley.log'), 'utf8')).not.toContain(code('code-2'));
    await desktop.close();
  });
});
