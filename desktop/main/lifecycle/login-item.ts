import type { App } from 'electron';
import { type AutostartFile, autostartFile } from './autostart-file.ts';

const HIDDEN = '--hidden';

/** Whether Parley starts when the person logs in, as the system sees it. */
export type LoginItemState = 'on' | 'off' | 'requires_approval' | 'unavailable';

export interface LoginItem {
  /** Asks the system. */
  read: () => Promise<LoginItemState>;
  /**
   * Starts Parley at login, hidden in the tray, or stops doing so.
   *
   * @returns what the system made of it; macOS may want the person's approval
   */
  change: (isWanted: boolean) => Promise<LoginItemState>;
  /** Has an AppImage that is getting another name started by that one. */
  follow: (program: string) => void;
}

/**
 * Creates it; a development build has none.
 *
 * @param appImage the file an AppImage runs from
 */
export function createLoginItem(app: App, appImage: string | undefined): LoginItem {
  if (!app.isPackaged) {
    return { read: unavailable, change: unavailable, follow: () => undefined };
  }
  if (process.platform === 'linux') {
    return linuxLoginItem(autostartFile(app.getPath('appData'), appImage ?? process.execPath));
  }
  // The installer keeps the program's path over updates, so it is the one to start.
  const program = process.platform === 'win32' ? { path: process.execPath, args: [HIDDEN] } : {};
  const read = async (): Promise<LoginItemState> => readSystem(app, program);
  return {
    read,
    change: (isWanted) => {
      app.setLoginItemSettings({ openAtLogin: isWanted, ...program });
      return read();
    },
    follow: () => undefined,
  };
}

/** Whether this start came from logging in. */
export function isStartedHidden(app: App, argv: readonly string[]): boolean {
  if (argv.includes(HIDDEN)) return true;
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

async function unavailable(): Promise<LoginItemState> {
  return 'unavailable';
}

function linuxLoginItem(entry: AutostartFile): LoginItem {
  return {
    read: async () => {
      await entry.refresh().catch(() => undefined);
      return (await entry.isOn()) ? 'on' : 'off';
    },
    change: async (isWanted) => {
      await (isWanted ? entry.switchOn() : entry.switchOff());
      return isWanted ? 'on' : 'off';
    },
    follow: entry.follow,
  };
}

function readSystem(app: App, program: { path?: string; args?: string[] }): LoginItemState {
  const { openAtLogin, status, executableWillLaunchAtLogin } = app.getLoginItemSettings(program);
  if (process.platform === 'darwin' && status === 'requires-approval') return 'requires_approval';
  // People switch programs off in the Task Manager, which leaves the entry where it is.
  const isOff = process.platform === 'win32' && !executableWillLaunchAtLogin;
  return openAtLogin && !isOff ? 'on' : 'off';
}
