import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import { type DesktopUnderTest, launchDesktop } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const change = (desktop: DesktopUnderTest, settings: object) =>
  desktop.run(
    async ({ page }, wanted) => (await page()).evaluate((each) => window.parley?.updateSettings(each), wanted),
    settings,
  );
const journal = (desktop: DesktopUnderTest, call: string) =>
  desktop.run(
    ({ double }, name) => double.journal.filter((entry) => entry.call === name).map((entry) => entry.arguments),
    call,
  );
const profile = async () =>
  JSON.parse(await readFile(path.join(home, 'profile/profile.json'), 'utf8')) as Record<string, unknown>;

describe('closing the window', () => {
  it('E-63 hides it, says so once, and quitting still quits', async () => {
    const desktop = await fixture.launch({ home });
    for (let round = 0; round < 2; round += 1) {
      await desktop.run(({ window }) => {
        window().show();
        window().close();
      });
    }
    expect(await desktop.run(({ window }) => [window().isVisible(), window().isDestroyed()])).toEqual([false, false]);
    const notices = await desktop.run(({ notifications }) => notifications().map(({ title }) => title));
    expect(notices).toEqual(['Parley keeps running in the tray']);
    await desktop.run(({ clickTray, window }) => {
      window().setBounds({ x: 77, y: 88, width: 901, height: 702 });
      setImmediate(() => clickTray('quit'));
    });
    expect(await desktop.exited).toBe(0);
    expect(await profile(), 'E-73').toMatchObject({ window: { bounds: { x: 77, y: 88, width: 901, height: 702 } } });
    await desktop.close();
  });

  it('E-63 never makes it vanish where there is no tray', async () => {
    const desktop = await fixture.launch({ home, double: { hasTray: false } });
    await desktop.run(({ window }) => window().close());
    expect(await desktop.run(({ window }) => [window().isVisible(), window().isMinimized()])).toEqual([true, true]);
    await desktop.close();
  });

  it('E-63 quits when somebody wants it so', async () => {
    const desktop = await fixture.launch({ home });
    await change(desktop, { closeToTray: false });
    await desktop.run(({ window }) => void setImmediate(() => window().close()));
    expect(await desktop.exited).toBe(0);
    await desktop.close();
  });

  it('E-63 gives the focus back on Windows', async () => {
    const desktop = await fixture.launch({ home, double: { platform: 'win32' } });
    await desktop.run(({ window }) => window().close());
    const calls = await desktop.run(({ double }) =>
      double.journal.map(({ call }) => call).filter((call) => /window\.(?:blur|hide)/.test(call)),
    );
    expect(calls).toEqual(['window.blur', 'window.hide']);
    const directory = await desktop.run(() => process.cwd());
    expect(directory, 'E-24').toBe(path.dirname(process.execPath));
    await desktop.close();
  });

  it('E-63 E-64 leaves full screen first on macOS, and comes back when the Dock is clicked', async () => {
    const desktop = await fixture.launch({ home, double: { platform: 'darwin' } });
    await desktop.run(({ window }) => {
      window().setFullScreen(true);
      window().close();
    });
    await desktop.run(({ waitFor, window }) => waitFor(() => !window().isVisible()));
    expect(await desktop.run(({ window }) => window().isFullScreen())).toBe(false);
    await desktop.run(({ app }) => void app.emit('activate', {}));
    expect(await desktop.run(({ window }) => window().isVisible())).toBe(true);
    await desktop.close();
  });

  it('E-63 E-75 quits when the system shuts down', async () => {
    const desktop = await fixture.launch({ home });
    await desktop.run(({ system }) => void setImmediate(() => system.powerMonitor.emit('shutdown')));
    expect(await desktop.exited).toBe(0);
    await desktop.close();
  });
});

describe('the start', () => {
  it.each(['--remote-debugging-port=9222', '--inspect', '--load-extension=/tmp/x'])(
    'A-149 ends at once when an installed app is started with %s',
    async (argument) => {
      const desktop = await launchDesktop({
        browser: fixture.browser(),
        server: fixture.api().url,
        home,
        argv: [argument],
      });
      expect(await desktop.exited).toBe(0);
      expect(desktop.output()).toBe('');
    },
  );

  it('E-72 stays in the tray when the computer started it', async () => {
    const desktop = await fixture.launch({ home, argv: ['--hidden'] });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await desktop.run(({ window }) => window().isVisible())).toBe(false);
    await desktop.close();
  });

  it.each([
    ['linux', async () => readFile(path.join(home, 'appData/autostart/parley.desktop'), 'utf8')],
    ['win32', null],
    ['darwin', null],
  ] as const)('E-72 at login is set up on %s only when asked for', async (platform, readEntry) => {
    const desktop = await fixture.launch({ home, double: { platform } });
    expect(await journal(desktop, 'app.setLoginItemSettings')).toEqual([]);
    expect(await change(desktop, { launchAtLogin: true })).toMatchObject({ loginItem: 'on' });
    if (readEntry) expect(await readEntry()).toMatch(/Exec=".+" --hidden/);
    else expect((await journal(desktop, 'app.setLoginItemSettings'))[0]?.[0]).toMatchObject({ openAtLogin: true });
    expect(await change(desktop, { launchAtLogin: false })).toMatchObject({ loginItem: 'off' });
    await desktop.close();
  });

  it('E-73 puts the window where it was, and on a screen that exists', async () => {
    const first = await fixture.launch({ home });
    await first.run(({ window }) => {
      window().setBounds({ x: 300, y: 200, width: 900, height: 700 });
      window().webContents.setZoomLevel(1);
      window().blur();
    });
    await expect
      .poll(async () => (await profile())['window'])
      .toMatchObject({ bounds: { x: 300, y: 200, width: 900, height: 700 }, zoom: 1 });
    await first.close();
    const second = await fixture.launch({ home });
    expect(await second.run(({ window }) => window().getBounds())).toEqual({ x: 300, y: 200, width: 900, height: 700 });
    await second.run(({ waitFor, window }) => waitFor(() => window().webContents.getZoomLevel() === 1));
    await second.close();
    const third = await fixture.launch({ home, double: { displays: [{ x: 5000, y: 0, width: 1280, height: 800 }] } });
    expect(await third.run(({ window }) => window().getBounds().x)).toBe(5040);
    await third.close();
  });

  it.each([
    ['random bytes', '\u0000\u0001\u0002'],
    ['an empty file', ''],
    ['a newer version', JSON.stringify({ v: 2, settings: 'elsewhere' })],
    [
      'nonsense in places',
      JSON.stringify({ v: 1, settings: { theme: 'neon', closeToTray: false }, window: { bounds: 'big' } }),
    ],
  ])('E-73 F-50 A-152 opens a profile that holds %s', async (_what, content) => {
    await mkdir(path.join(home, 'profile'), { recursive: true });
    await writeFile(path.join(home, 'profile/profile.json'), content);
    const desktop = await fixture.launch({ home });
    const state = await desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.getState()));
    expect(state?.settings.theme).toBe('system');
    if (content.includes('closeToTray')) expect(state?.settings.closeToTray).toBe(false);
    else if (content !== '') expect(await readFile(path.join(home, 'profile/profile.json.bak'), 'utf8')).toBe(content);
    await desktop.close();
  });

  it('A-152 does not mind a directory where a file should be', async () => {
    for (const name of ['profile.json', 'sessions.json', 'logs/parley.log']) {
      await mkdir(path.join(home, 'profile', name), { recursive: true });
    }
    const desktop = await fixture.launch({ home });
    expect(await signIn(desktop)).toMatchObject({ ok: true });
    await desktop.close();
  });
});
