import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callsOf, changeSettings, signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import { waitForText } from '../../testing/drive-page.ts';
import { type DesktopUnderTest, launchDesktop } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const profile = async () =>
  JSON.parse(await readFile(path.join(home, 'profile/profile.json'), 'utf8')) as Record<string, unknown>;

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

  it.each(['linux', 'darwin', 'win32'] as const)(
    'E-72 E-73 stays in the tray on %s when the computer started it, even a window that was maximised',
    async (platform) => {
      await mkdir(path.join(home, 'profile'), { recursive: true });
      const window = { bounds: { x: 100, y: 100, width: 900, height: 700 }, isMaximized: true, isFullScreen: false };
      await writeFile(
        path.join(home, 'profile/profile.json'),
        JSON.stringify({ v: 1, window: { ...window, zoom: 0 } }),
      );
      const double = { platform, wasOpenedAtLogin: platform === 'darwin' };
      const argv = platform === 'darwin' ? [] : ['--hidden'];
      const desktop = await launchDesktop({
        browser: fixture.browser(),
        server: fixture.api().url,
        home,
        double,
        argv,
      });
      await desktop.run(({ waitFor, window: main }) => waitFor(() => main().webContents.getURL() !== ''));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const isVisible = () => desktop.run(({ window: main }) => [main().isVisible(), main().isMaximized()]);
      expect(await isVisible()).toEqual([false, false]);
      await desktop.run(({ clickTray }) => clickTray('open'));
      expect(await isVisible()).toEqual([true, true]);
      await desktop.close();
    },
  );

  it.each([
    ['linux', {}],
    ['win32', { path: process.execPath, args: ['--hidden'] }],
    ['darwin', {}],
  ] as const)('E-72 at login is set up on %s only when asked for', async (platform, program) => {
    const environment = platform === 'linux' ? { APPIMAGE: path.join(home, 'Parley 1.AppImage') } : {};
    const desktop = await fixture.launch({ home, double: { platform }, environment });
    const entry = path.join(home, 'appData/autostart/parley.desktop');
    expect(await callsOf(desktop, 'app.setLoginItemSettings')).toEqual([]);
    expect(existsSync(entry)).toBe(false);
    expect(await changeSettings(desktop, { launchAtLogin: true })).toMatchObject({ loginItem: 'on' });
    if (platform === 'linux') {
      expect(await readFile(entry, 'utf8')).toContain(`Exec="${home}/Parley 1.AppImage" --hidden`);
    } else {
      expect(await callsOf(desktop, 'app.setLoginItemSettings')).toEqual([[{ openAtLogin: true, ...program }]]);
    }
    expect(await changeSettings(desktop, { launchAtLogin: false })).toMatchObject({ loginItem: 'off' });
    expect(existsSync(entry)).toBe(false);
    await desktop.close();
  });

  it.each([
    ['darwin', 'requires_approval'],
    ['win32', 'off'],
  ] as const)('E-72 says so when %s does not allow it, until the person did', async (platform, state) => {
    const desktop = await fixture.launch({ double: { platform, loginItemStatus: 'requires-approval' } });
    expect(await changeSettings(desktop, { launchAtLogin: true })).toMatchObject({ loginItem: state });
    await desktop.run(({ double, window }) => {
      double.config.loginItemStatus = 'enabled';
      window().focus();
    });
    const loginItem = () =>
      desktop.run(async ({ page }) =>
        (await page()).evaluate(async () => (await window.parley?.getState())?.loginItem),
      );
    await expect.poll(loginItem).toBe('on');
    await desktop.close();
  });

  it('E-72 is offered once, to somebody who came back, and never again after an answer', async () => {
    const offer = (desktop: DesktopUnderTest) =>
      desktop.run(async ({ page }) => (await page()).getByText('Should Parley open when you log in').count());
    const first = await fixture.launch({ home });
    await signIn(first);
    await waitForText(first, 'Alice');
    expect(await offer(first)).toBe(0);
    await first.run(({ window }) => window().blur());
    await expect.poll(async () => (await profile())['window']).not.toBeNull();
    await first.close();
    const second = await fixture.launch({ home });
    await waitForText(second, 'Should Parley open when you log in');
    await second.run(async ({ page }) => (await page()).getByRole('button', { name: 'Open at login' }).click());
    await expect.poll(() => offer(second)).toBe(0);
    expect(await profile()).toMatchObject({ settings: { launchAtLogin: true } });
    await changeSettings(second, { launchAtLogin: false });
    expect(await offer(second)).toBe(0);
    await second.close();
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

  it('E-73 brings a hidden window back into reach when its screen went away meanwhile', async () => {
    const displays = [
      { x: 0, y: 0, width: 1600, height: 900 },
      { x: 1600, y: 0, width: 1600, height: 900 },
    ];
    const desktop = await fixture.launch({ double: { displays } });
    const bounds = await desktop.run(({ window, clickTray, system }) => {
      window().setBounds({ x: 1900, y: 100, width: 900, height: 700 });
      window().hide();
      clickTray('open');
      const untouched = window().getBounds();
      window().hide();
      system.changeDisplays([{ x: 0, y: 0, width: 1600, height: 900 }]);
      clickTray('open');
      return [untouched, window().getBounds()];
    });
    expect(bounds).toEqual([
      { x: 1900, y: 100, width: 900, height: 700 },
      { x: 240, y: 70, width: 1120, height: 760 },
    ]);
    await desktop.close();
  });

  it('E-73 is maximised or full screen again, and small again afterwards', async () => {
    const first = await fixture.launch({ home });
    await first.run(({ window }) => {
      window().setBounds({ x: 300, y: 200, width: 900, height: 700 });
      window().maximize();
      window().blur();
    });
    const normal = { x: 300, y: 200, width: 900, height: 700 };
    await expect.poll(async () => (await profile())['window']).toMatchObject({ bounds: normal, isMaximized: true });
    await first.close();
    const second = await fixture.launch({ home });
    expect(await second.run(({ window }) => [window().isMaximized(), window().getNormalBounds()])).toEqual([
      true,
      normal,
    ]);
    await second.close();
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
