import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../../testing/desktop-fixture.ts';
import { goTo, pretend, waitForText } from '../../../testing/drive-page.ts';
import type { DesktopUnderTest } from '../../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let desktop: DesktopUnderTest;

async function open(options: Parameters<typeof fixture.launch>[0] = {}): Promise<DesktopUnderTest> {
  const opened = await fixture.launch(options);
  await signIn(opened);
  await waitForText(opened, 'Alice');
  await goTo(opened, '/profile');
  await waitForText(opened, 'This computer');
  return opened;
}
const settings = (app: DesktopUnderTest) =>
  app.run(async ({ page }) => (await page()).evaluate(async () => (await window.parley?.getState())?.settings));
const click = (app: DesktopUnderTest, role: 'button' | 'checkbox', name: string) =>
  app.run(
    async ({ page }, wanted) => (await page()).getByRole(wanted.role, { name: wanted.name, exact: true }).click(),
    { role, name },
  );
const textOf = (app: DesktopUnderTest, group: string) =>
  app.run(async ({ page }, name) => (await page()).getByRole('group', { name }).innerText(), group);

describe('the settings of this computer', () => {
  beforeAll(async () => {
    desktop = await open();
  });
  afterAll(() => desktop.close());

  it('switch notifications, titles in them, the tray and the login item', async () => {
    await click(desktop, 'checkbox', 'Hide what they are about');
    await click(desktop, 'checkbox', 'Show notifications');
    await click(desktop, 'checkbox', 'Keep running when the window closes');
    await click(desktop, 'checkbox', 'Open at login');
    await expect
      .poll(() => settings(desktop))
      .toMatchObject({ hideNotificationContent: true, notifications: false, closeToTray: false, launchAtLogin: true });
  });

  it('E-65 record a shortcut by pressing it, and refuse one that people type with', async () => {
    const press = (keys: string) =>
      desktop.run(async ({ page }, pressed) => (await page()).keyboard.press(pressed), keys);
    await click(desktop, 'button', 'Change…');
    await expect.poll(() => textOf(desktop, 'Quick-add shortcut')).toContain('Press the new keys.');
    await press('a');
    await expect.poll(() => textOf(desktop, 'Quick-add shortcut')).toContain('Hold Ctrl or Alt together');
    // The shortcut in use is let through while keys are recorded, so that it can be chosen again.
    expect(await desktop.run(({ press: strike }) => strike('Control+Shift+Space'))).toBe(false);
    await press('Control+Alt+K');
    await expect.poll(async () => (await settings(desktop))?.quickAddShortcut).toBe('Control+Alt+K');
    await expect
      .poll(async () => (await textOf(desktop, 'Quick-add shortcut')).split('\n'))
      .toEqual(expect.arrayContaining(['Ctrl', 'Alt', 'K']));
    await expect.poll(() => desktop.run(({ press: strike }) => strike('Control+Alt+K'))).toBe(true);
    await desktop.run(({ window }) => window('quickAdd').hide());
    await click(desktop, 'button', 'Change…');
    await press('Escape');
    await click(desktop, 'button', 'Turn off');
    await expect.poll(async () => (await settings(desktop))?.quickAddShortcut).toBeNull();
    await click(desktop, 'button', 'Use the default');
    await expect.poll(async () => (await settings(desktop))?.quickAddShortcut).toBe('Control+Shift+Space');
  });

  it('E-65 say when a shortcut is taken, and where there are none', async () => {
    await pretend(desktop, { shortcut: 'taken' });
    await expect.poll(() => textOf(desktop, 'Quick-add shortcut')).toContain('Another app uses this shortcut.');
    await pretend(desktop, { shortcut: 'unavailable' });
    await expect.poll(() => textOf(desktop, 'Quick-add shortcut')).toContain('not available in this session');
    await pretend(desktop, {});
  });

  it('choose the languages spelling is checked in', async () => {
    await desktop.run(async ({ page }) => (await page()).getByLabel('Check spelling in').selectOption('French'));
    await desktop.run(async ({ page }) => (await page()).getByLabel('Check spelling in').selectOption('German'));
    await click(desktop, 'button', 'Remove French');
    await expect.poll(async () => (await settings(desktop))?.spellCheckLanguages).toEqual(['de']);
  });

  it('pause notifications, say until when, and resume them', async () => {
    await click(desktop, 'checkbox', 'Show notifications');
    await click(desktop, 'button', 'Pause until tomorrow');
    await waitForText(desktop, '9:00 AM');
    await click(desktop, 'button', 'Resume now');
    // The tray follows a moment later.
    await desktop.run(({ waitFor, clickTray }) =>
      waitFor(() => {
        clickTray('pause-hour');
        return true;
      }),
    );
    await waitForText(desktop, 'Paused until');
    await click(desktop, 'button', 'Resume now');
    await expect.poll(async () => (await settings(desktop))?.notificationsPausedUntil).toBeNull();
  });

  it('E-78 tell where the updater stands', async () => {
    const shows = async (update: Parameters<typeof pretend>[1]['update'] & object, text: string) => {
      await pretend(desktop, { update });
      await waitForText(desktop, text);
    };
    await waitForText(desktop, 'Updates are switched off on this computer.');
    await shows({ status: 'checking' }, 'Looking for updates…');
    await shows({ status: 'downloading', version: '1.4.2', percent: 43 }, 'Downloading 1.4.2: 43%');
    await shows({ status: 'failed', reason: 'no_room' }, 'There is not enough room');
    await shows({ status: 'unsupported', version: '2.0.0', minimum: '14' }, 'needs version 14 of your system');
    await shows({ status: 'idle', version: '0.1.0', checkedAt: '2026-11-20T09:00:00Z' }, 'Up to date. Last checked');
    await shows({ status: 'ready', version: '1.4.2' }, '1.4.2 is ready.');
    expect(
      await desktop.run(async ({ page }) => (await page()).getByRole('button', { name: 'Restart to update' }).count()),
    ).toBe(1);
  });

  it('E-81 ask before beta versions are taken', async () => {
    // Every change of a setting brings back the real state, in which updates are off.
    const choose = async (channel: string): Promise<void> => {
      const isChosen = async (): Promise<boolean> => {
        await pretend(desktop, { update: { status: 'idle', version: '0.1.0', checkedAt: null } });
        return desktop.run(async ({ page }, label) => {
          const chosen = (await page()).getByLabel('Versions').selectOption(label, { timeout: 1000 });
          return chosen.then(
            () => true,
            () => false,
          );
        }, channel);
      };
      await expect.poll(isChosen, { timeout: 15_000 }).toBe(true);
    };
    await choose('Beta');
    await click(desktop, 'button', 'Cancel');
    expect((await settings(desktop))?.updateChannel).toBe('latest');
    await choose('Beta');
    await click(desktop, 'button', 'Get beta versions');
    await expect.poll(async () => (await settings(desktop))?.updateChannel).toBe('beta');
    await choose('Stable');
    await expect.poll(async () => (await settings(desktop))?.updateChannel).toBe('latest');
  });

  it('E-89 export diagnostics, and say nothing when somebody changed their mind', async () => {
    await desktop.run(({ double }) => void double.dialogAnswers.push(undefined));
    await click(desktop, 'button', 'Export…');
    const file = path.join(desktop.home, 'diagnostics.zip');
    await desktop.run(({ double }, where) => void double.dialogAnswers.push(where), file);
    await click(desktop, 'button', 'Export…');
    await waitForText(desktop, 'The diagnostics were saved.');
    expect(existsSync(file)).toBe(true);
    expect(await desktop.run(async ({ page }) => (await page()).locator('.toast-danger').count())).toBe(0);
  });

  it('are where the menus lead to, wherever the page was scrolled', async () => {
    await goTo(desktop, '/');
    await desktop.run(({ clickTray }) => clickTray('settings'));
    await waitForText(desktop, 'This computer');
    await expect
      .poll(() =>
        desktop.run(async ({ page }) =>
          (await page()).evaluate(() => document.activeElement?.getAttribute('aria-labelledby')),
        ),
      )
      .toBe('computer-title');
  });
});

describe('on a Mac, the settings of this computer', () => {
  it('E-64 E-72 have the Dock, and say what the system wants allowed', async () => {
    const mac = await open({ double: { platform: 'darwin' } });
    await click(mac, 'checkbox', 'Show in the Dock');
    await expect.poll(async () => (await settings(mac))?.showInDock).toBe(false);
    await waitForText(mac, 'Kept in your Keychain.');
    await waitForText(mac, 'macOS finds the language by itself.');
    await pretend(mac, { loginItem: 'requires_approval' });
    await waitForText(mac, 'Not allowed yet: switch Parley on in System Settings');
    await mac.close();
  });
});

describe('without a keyring', () => {
  it('E-51 one notice says that the session ends with the app, and keeps it when asked to', async () => {
    const app = await open({ double: { keyring: 'basic_text' } });
    const notice = () => app.run(async ({ page }) => (await page()).locator('.notice-bar').count());
    await expect.poll(notice).toBe(1);
    await app.run(async ({ page }) =>
      (await page()).locator('.notice-bar').getByRole('button', { name: 'Keep me signed in anyway' }).click(),
    );
    await waitForText(app, 'Kept without a keyring.');
    await expect.poll(notice).toBe(0);
    expect(existsSync(path.join(app.userData, 'sessions.json'))).toBe(true);
    await app.close();
  });

  it('E-51 says so when there is nothing at all to keep a session in', async () => {
    const app = await open({ double: { platform: 'darwin', keyring: null } });
    await click(app, 'checkbox', 'Keep me signed in anyway');
    await waitForText(app, 'This system has nothing to keep a session in.');
    expect(existsSync(path.join(app.userData, 'sessions.json'))).toBe(false);
    await app.close();
  });
});
