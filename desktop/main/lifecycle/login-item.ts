import { access, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { App } from 'electron';
import { writeAtomically } from '../storage/atomic-file.ts';

/** Whether Parley starts when the person logs in, as the system sees it. */
export type LoginItemState = 'on' | 'off' | 'requires_approval' | 'unavailable';

/**
 * Starts Parley at login, hidden in the tray, or stops doing so.
 *
 * @returns what the system made of it; macOS may want the person's approval
 */
export async function setLoginItem(app: App, isWanted: boolean): Promise<LoginItemState> {
  if (!app.isPackaged) return 'unavailable';
  if (process.platform === 'linux') return setAutostartFile(app, isWanted);
  app.setLoginItemSettings({
    openAtLogin: isWanted,
    ...(process.platform === 'win32' ? { path: process.execPath, args: ['--hidden'] } : {}),
  });
  return readLoginItem(app);
}

/** Asks the system whether Parley starts at login. */
export async function readLoginItem(app: App): Promise<LoginItemState> {
  if (!app.isPackaged) return 'unavailable';
  if (process.platform === 'linux') {
    return access(autostartFile(app)).then(
      () => 'on',
      () => 'off',
    );
  }
  const settings = app.getLoginItemSettings(process.platform === 'win32' ? { args: ['--hidden'] } : {});
  if (process.platform === 'darwin' && settings.status === 'requires-approval') return 'requires_approval';
  return settings.openAtLogin ? 'on' : 'off';
}

/** Whether this start came from logging in. */
export function isStartedHidden(app: App, argv: readonly string[]): boolean {
  if (argv.includes('--hidden')) return true;
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

async function setAutostartFile(app: App, isWanted: boolean): Promise<LoginItemState> {
  const file = autostartFile(app);
  if (!isWanted) {
    await rm(file, { force: true });
    return 'off';
  }
  await mkdir(path.dirname(file), { recursive: true });
  const command = `"${process.execPath.replaceAll(/["\\`$]/g, '\\$&')}" --hidden`;
  await writeAtomically(
    file,
    `[Desktop Entry]\nType=Application\nName=Parley\nExec=${command}\nX-GNOME-Autostart-enabled=true\n`,
  );
  return 'on';
}

function autostartFile(app: App): string {
  return path.join(app.getPath('appData'), 'autostart', 'parley.desktop');
}
