import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callsOf, changeSettings, signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import { waitForText } from '../../testing/drive-page.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const BOUNDS = { x: 300, y: 200, width: 900, height: 700 };
const profile = async () =>
  JSON.parse(await readFile(path.join(home, 'profile/profile.json'), 'utf8')) as Record<string, unknown>;

describe('the start', () => {
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
      // Quick add is there, which is made when the main window could have been shown.
      const desktop = await fixture.launch({ home, double, argv });
      const isVisible = () => desktop.run(({ window: main }) => [main().isVisible(), main().isMaximized()]);
      expect(await isVisible()).toEqual([false, false]);
      await desktop.run(({ clickTray }) => clickTray('open'));
      expect(await isVisible()).toEqual([true, true]);
      await desktop.close();
    },
  );

  it.each([
    ['linux', {}, null],
    ['win32', { path: process.execPath, args: ['--hidden'] }, 'off'],
    ['darwin', {}, 'requires_approval'],
  ] as const)(
    'E-72 at login is set up on %s only when asked for, and says so while the system does not allow it',
    async (platform, program, unapproved) => {
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
      if (unapproved !== null) {
        await desktop.run(({ double }) => void (double.config.loginItemStatus = 'requires-approval'));
        expect(await changeSettings(desktop, { launchAtLogin: true })).toMatchObject({ loginItem: unapproved });
        await desktop.run(({ double, window }) => {
          double.config.loginItemStatus = 'enabled';
          window().focus();
        });
        const loginItem = () =>
          desktop.run(async ({ page }) =>
            (await page()).evaluate(async () => (await window.parley?.getState())?.loginItem),
          );
        await expect.poll(loginItem).toBe('on');
      }
      await desktop.close();
    },
  );

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
    await first.run(({ window }, bounds) => {
      window().setBounds(bounds);
      window().webContents.setZoomLevel(1);
      window().blur();
    }, BOUNDS);
    await expect.poll(async () => (await profile())['window']).toMatchObject({ bounds: BOUNDS, zoom: 1 });
    await first.close();
    const second = await fixture.launch({ home });
    expect(await second.run(({ window }) => window().getBounds())).toEqual(BOUNDS);
    await second.run(({ waitFor, window }) => waitFor(() => window().webContents.getZoomLevel() === 1));
    await second.run(({ window }) => {
      window().maximize();
      window().blur();
    });
    await expect.poll(async () => (await profile())['window']).toMatchObject({ bounds: BOUNDS, isMaximized: true });
    await second.close();
    const third = await fixture.launch({ home, double: { displays: [{ x: 5000, y: 0, width: 1280, height: 800 }] } });
    expect(await third.run(({ window }) => window().getBounds().x)).toBe(5040);
    await third.close();
  });

  it('E-73 is maximised again, and small again afterwards', async () => {
    await mkdir(path.join(home, 'profile'));
    const window = { bounds: BOUNDS, isMaximized: true, isFullScreen: false, zoom: 0 };
    await writeFile(path.join(home, 'profile/profile.json'), JSON.stringify({ v: 1, window }));
    const desktop = await fixture.launch({ home });
    expect(await desktop.run(({ window: main }) => [main().isMaximized(), main().getNormalBounds()])).toEqual([
      true,
      BOUNDS,
    ]);
    await desktop.close();
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
});
