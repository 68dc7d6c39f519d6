import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callsOf, changeSettings, signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { scriptedTask } from '../../../server/testing/scripted-task.ts';

const fixture = useDesktop();
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
  fixture.api().tasks.length = 0;
});
afterEach(() => rm(home, { recursive: true, force: true }));

const icon = (desktop: DesktopUnderTest) => desktop.run(({ tray }) => tray().image.file.split('/').at(-1));
const addTasks = (count: number): void => {
  for (let id = 1; id <= count; id += 1) {
    const due = { due_at: '2026-11-20T17:00:00Z', due: 'today' };
    fixture.api().tasks.push(scriptedTask({ id, title: `Task ${id}`, ...due }));
  }
};
/** Signs in and waits until the tasks of today were counted. */
async function signInAndCount(desktop: DesktopUnderTest, count: number): Promise<void> {
  await signIn(desktop);
  await desktop.run(({ waitFor, tray }, due) => waitFor(() => tray().tooltip.includes(`${due} due today`)), count);
}

describe.each([
  ['darwin', 'trayTemplate.png'],
  ['win32', 'tray-for-light.ico'],
  ['linux', 'tray.png'],
] as const)('on %s', (platform, file) => {
  let desktop: DesktopUnderTest;
  beforeAll(async () => {
    desktop = await fixture.launch({ double: { platform } });
  });
  afterEach(async () => {
    await desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.signOut()));
  });
  afterAll(() => desktop.close());

  it('E-68 E-74 the tray has its own icon, and the app the name and menu it needs there', async () => {
    expect(await icon(desktop)).toBe(file);
    expect(await desktop.run(({ tray }) => tray().image.isTemplate)).toBe(platform === 'darwin');
    // No GUID: this build is not signed, and Windows would tie it to the path.
    expect(await callsOf(desktop, 'new Tray')).toHaveLength(1);
    expect((await callsOf(desktop, 'new Tray'))[0]).toHaveLength(1);
    if (platform === 'win32') {
      expect(await callsOf(desktop, 'app.setAppUserModelId')).toEqual([['dev.parley.desktop']]);
    }
    if (platform === 'darwin') {
      expect(await desktop.run(({ appMenu }) => appMenu())).toEqual(
        expect.arrayContaining(['Parley', '  Services', '  Hide others', '&Edit']),
      );
    }
  });

  it.runIf(platform === 'win32')(
    'on Windows a second click hides the window, although the first thing a click does is to take its focus',
    async () => {
      const isVisible = await desktop.run(({ window, tray }) => {
        window().show();
        window().blur();
        tray().emit('click');
        return window().isVisible();
      });
      expect(isVisible).toBe(false);
      await desktop.run(({ window }) => window().show());
    },
  );

  it.runIf(platform === 'win32').each([
    [3, 'count-3.png', '3 due today'],
    [14, 'count-many.png', '14 due today'],
  ])('%i tasks are a number over the icon in the taskbar, with words for it', async (count, image, words) => {
    addTasks(count);
    const badges = async () =>
      (await callsOf(desktop, 'window.setOverlayIcon')).map(([shown, text]) => [path.basename(String(shown)), text]);
    await signInAndCount(desktop, count);
    expect((await badges()).at(-1)).toEqual([image, words]);
    const before = (await badges()).length;
    // The button of a hidden window is gone, and its number with it.
    await desktop.run(({ window }) => {
      window().hide();
      window().show();
    });
    expect((await badges()).slice(before)).toEqual([[image, words]]);
    fixture.api().tasks.length = 0;
    await desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
    await expect.poll(async () => (await badges()).at(-1)).toEqual(['null', '']);
  });

  it.runIf(platform === 'win32').each([
    ['the theme of the taskbar', 'nativeTheme', 'updated'],
    ['the scale of the screen', 'screen', 'display-metrics-changed'],
  ] as const)('E-62 the icon follows %s, whatever the app’s own theme', async (_what, emitter, event) => {
    const tell = (isTaskbarDark: boolean) =>
      desktop.run(
        ({ double, system }, now) => {
          double.config.isTaskbarDark = now.isTaskbarDark;
          system[now.emitter].emit(now.event);
        },
        { isTaskbarDark, emitter, event },
      );
    await changeSettings(desktop, { theme: 'dark' });
    expect(await icon(desktop)).toBe('tray-for-light.ico');
    await tell(true);
    expect(await icon(desktop)).toBe('tray-for-dark.ico');
    await tell(false);
    expect(await icon(desktop)).toBe('tray-for-light.ico');
  });

  it.runIf(platform === 'darwin')('a click only opens the menu', async () => {
    const isVisible = await desktop.run(({ window, tray }) => {
      window().show();
      tray().emit('click');
      return window().isVisible();
    });
    expect(isVisible).toBe(true);
  });

  it.runIf(platform === 'darwin')('the number stands beside the icon and on the Dock', async () => {
    addTasks(2);
    await signInAndCount(desktop, 2);
    expect(await desktop.run(({ tray }) => tray().title)).toBe('2');
    expect((await callsOf(desktop, 'app.dock.setBadge')).at(-1)).toEqual(['2']);
  });

  it.runIf(platform === 'linux')('the whole menu is set again after a change, and left alone without one', async () => {
    const times = async () => (await callsOf(desktop, 'tray.setContextMenu')).length;
    const before = await times();
    await changeSettings(desktop, { hideNotificationContent: true });
    expect(await times()).toBe(before);
    await changeSettings(desktop, { notifications: false });
    expect(await times()).toBe(before + 1);
  });
});

describe('a pause that is over', () => {
  it('E-61 is not offered to be ended, and leaves the settings', async () => {
    await mkdir(path.join(home, 'profile'), { recursive: true });
    const settings = { notificationsPausedUntil: new Date(Date.now() + 3000).toISOString() };
    await writeFile(path.join(home, 'profile/profile.json'), JSON.stringify({ v: 1, settings }));
    const desktop = await fixture.launch({ home });
    const menu = async () => (await desktop.run(({ trayMenu }) => trayMenu())).join('\n');
    await expect.poll(menu, { timeout: 10_000 }).toMatch(/^Pause notifications$/m);
    const state = await desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.getState()));
    expect(state?.settings.notificationsPausedUntil).toBeNull();
    await desktop.close();
  });
});
