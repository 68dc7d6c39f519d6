import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import { type DesktopUnderTest, launchDesktop } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const listen = (desktop: DesktopUnderTest) =>
  desktop.run(async ({ page }) =>
    (await page()).evaluate(async () => {
      const opened: unknown[] = [];
      Reflect.set(window, 'opened', opened);
      await window.parley?.onOpen((target) => opened.push(target));
    }),
  );
const opened = (desktop: DesktopUnderTest) =>
  desktop.run(async ({ page }) => (await page()).evaluate(() => Reflect.get(window, 'opened') as unknown[]));
const openUrl = (desktop: DesktopUnderTest, link: string) =>
  desktop.run(({ app }, url) => void app.emit('open-url', { preventDefault: () => undefined }, url), link);

/** Starts a second Parley on the same profile, as a click on a link does on Windows and Linux. */
async function startSecond(desktop: DesktopUnderTest, argv: string[]): Promise<DesktopUnderTest> {
  const second = await launchDesktop({
    browser: null,
    server: fixture.api().url,
    home: desktop.home,
    argv,
  });
  expect(await second.exited).toBe(0);
  expect(desktop.process.exitCode).toBeNull();
  return second;
}

describe('deep links on macOS', () => {
  let desktop: DesktopUnderTest;
  beforeAll(async () => {
    desktop = await fixture.launch({ double: { platform: 'darwin' } });
  });
  afterAll(() => desktop.close());

  it('E-60 open tasks and chats, and fill in quick add; the log has their kind alone', async () => {
    await signIn(desktop);
    await listen(desktop);
    for (const link of ['parley://task/12', 'parley://chat/0192-ab', 'parley://add?text=buy%20milk%20%26%20bread']) {
      await openUrl(desktop, link);
    }
    await expect
      .poll(() => opened(desktop))
      .toEqual([
        { kind: 'task', id: 12 },
        { kind: 'chat', id: '0192-ab' },
      ]);
    const field = () => desktop.run(async ({ page }) => (await page('quickAdd')).inputValue('#text'));
    await expect.poll(field).toBe('buy milk & bread');
    expect(await desktop.run(({ window }) => window('quickAdd').isVisible())).toBe(true);
    const log = await readFile(path.join(desktop.userData, 'logs/parley.log'), 'utf8');
    for (const said of ['buy', 'parley:', '0192-ab', 'task/12']) expect(log, said).not.toContain(said);
    expect(log).toMatch(/"kind":"open".*a link arrived/);
  });

  it('E-58 wait for somebody to sign in, the newest alone', async () => {
    await desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.signOut()));
    await listen(desktop);
    await openUrl(desktop, 'parley://task/1');
    await openUrl(desktop, 'parley://task/2');
    expect(await opened(desktop)).toEqual([]);
    await signIn(desktop);
    await expect.poll(() => opened(desktop)).toEqual([{ kind: 'task', id: 2 }]);
  });
});

describe('deep links', () => {
  let desktop: DesktopUnderTest;
  beforeAll(async () => {
    desktop = await fixture.launch();
  });
  afterAll(() => desktop.close());

  it('E-25 register the scheme with an end of switches', async () => {
    const entry = await desktop.run(({ double }) =>
      double.journal.find(({ call }) => call === 'app.setAsDefaultProtocolClient'),
    );
    expect(entry?.arguments[0]).toBe('parley');
    expect(entry?.arguments[2]).toEqual(['--']);
    expect(existsSync(desktop.userData)).toBe(true);
  });

  it('E-56 a second start shows the window, unless it is to stay hidden', async () => {
    await desktop.run(({ window }) => window().hide());
    await startSecond(desktop, ['--hidden']);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await desktop.run(({ window }) => window().isVisible())).toBe(false);
    await startSecond(desktop, []);
    await expect.poll(() => desktop.run(({ window }) => window().isVisible())).toBe(true);
  });

  it('E-56 A-135 reach the running app from a second one, which leaves no trace', async () => {
    await signIn(desktop);
    await listen(desktop);
    const before = await readdir(desktop.userData);
    await desktop.run(({ window }) => window().minimize());
    const second = await startSecond(desktop, ['--some-switch', 'parley://task/9']);
    expect(second.output()).toBe('');
    // No window, no tray, no log, no updater: it says what it was asked for and leaves.
    expect(second.calls()).toEqual([
      'app.enableSandbox',
      'protocol.registerSchemesAsPrivileged',
      'app.requestSingleInstanceLock',
      'app.exit',
    ]);
    await expect.poll(() => opened(desktop)).toEqual([{ kind: 'task', id: 9 }]);
    expect((await readdir(desktop.userData)).filter((name) => !before.includes(name) && name !== 'logs')).toEqual([]);
    expect(
      await desktop.run(({ window }) => [window().isMinimized(), window().isVisible(), window().isFocused()]),
    ).toEqual([false, true, true]);
  });

  it('A-136 believe nothing a second instance says beyond its arguments', async () => {
    await listen(desktop);
    await desktop.run(({ app }) => {
      const event = { preventDefault: () => undefined };
      for (const data of [
        null,
        7,
        { argv: 'parley://task/1' },
        { argv: ['parley://task/1', 'parley://task/2'] },
        { argv: [{}] },
      ]) {
        app.emit('second-instance', event, ['parley', '--inspect'], '/tmp', data);
      }
    });
    await desktop.run(({ app }) => {
      const argv = ['parley', 'parley://task/3'];
      app.emit('second-instance', { preventDefault: () => undefined }, argv, '/tmp', { argv });
    });
    // One that is believed comes after them, and is the only one.
    await expect.poll(() => opened(desktop)).toEqual([{ kind: 'task', id: 3 }]);
  });

  it('E-58 that started the app are opened once the page listens', async () => {
    await fixture.fillSignedIn(home);
    const started = await fixture.launch({ home, argv: ['parley://task/7'] });
    await listen(started);
    // The page itself listens as well, and whoever does so first is told.
    await expect
      .poll(async () =>
        started.run(async ({ page }) =>
          (await page()).evaluate(() => `${location.pathname} ${JSON.stringify(Reflect.get(window, 'opened'))}`),
        ),
      )
      .toMatch(/7/);
    await started.close();
  });
});
