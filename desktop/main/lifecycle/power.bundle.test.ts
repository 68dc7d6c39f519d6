import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let desktop: DesktopUnderTest;
beforeAll(async () => {
  desktop = await fixture.launch();
  await signIn(desktop);
});
afterAll(() => desktop.close());

const power = (...events: string[]) =>
  desktop.run(({ system }, names) => {
    for (const name of names) system.powerMonitor.emit(name);
  }, events);
const seen = (path: string) => fixture.api().seen.filter((request) => request.path.startsWith(path)).length;

describe('E-75 sleep', () => {
  it('breaks off an answer whose connection died with it, and has the page look again', async () => {
    fixture.api().script('POST /api/user-1/chat', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // And then nothing more, not even an end.
      response.write('data: {"type":"first"}\n\n');
    });
    await desktop.run(async ({ page }) =>
      (await page()).evaluate(async () => {
        const told: string[] = [];
        Reflect.set(window, 'told', told);
        await window.parley?.onEvent(({ type }) => told.push(type));
        const answered = await fetch('/api/user-1/chat', { method: 'POST', body: '{}' });
        const reader = answered.body?.getReader();
        await reader?.read();
        void reader?.read().catch(() => told.push('broke off'));
      }),
    );
    await power('suspend', 'resume', 'unlock-screen');
    const told = () =>
      desktop.run(async ({ page }) =>
        (await page()).evaluate(() => (Reflect.get(window, 'told') as string[]).filter((type) => type !== 'state')),
      );
    await expect.poll(told, { timeout: 15_000 }).toContain('broke off');
    // Once for each event of the system, and once more when the answer was given up.
    await expect.poll(async () => (await told()).filter((type) => type === 'resumed').length).toBeGreaterThanOrEqual(3);
    fixture.api().script('POST /api/user-1/chat', null);
  });

  it('asks for reminders, tasks and the server again afterwards, in any case', async () => {
    await power('suspend');
    const before = [seen('/api/user-1/reminders/claim'), seen('/api/user-1/tasks'), seen('/api/config')];
    await power('resume');
    await expect
      .poll(() => [seen('/api/user-1/reminders/claim'), seen('/api/user-1/tasks'), seen('/api/config')])
      .toEqual(before.map((count) => expect.toSatisfy((now: number) => now > count)));
  });
});
