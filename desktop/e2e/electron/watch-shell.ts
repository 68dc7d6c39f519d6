import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication } from 'playwright/test';

/** What the app put into the system's hands, kept where a spec can reach it. */
interface ShellWatch {
  trays: Electron.Tray[];
  menus: Electron.Menu[];
  notifications: Electron.Notification[];
  /** Windows alone: where clicks on toasts arrive. */
  activate?: (details: Electron.ActivationArguments) => void;
}

declare global {
  // oxlint-disable-next-line no-var -- a global of the app's process
  var parleyShellWatch: ShellWatch | undefined;
}

/**
 * Writes a module for Electron's `-r`: nobody but the app holds its tray and its notifications, and no program clicks on
 * those of a desktop.
 *
 * @returns its path
 */
export async function writeShellWatch(directory: string): Promise<string> {
  const file = path.join(directory, 'watch-shell.cjs');
  await writeFile(file, `(${watch.toString()})(require('electron'));`);
  return file;
}

/** Does what a click on the tray's item does; on macOS a click opens the menu and nothing else. */
export function clickTrayItem(app: ElectronApplication, id: string): Promise<void> {
  return app.evaluate(
    (_electron, item) => globalThis.parleyShellWatch?.menus.at(-1)?.getMenuItemById(item)?.click(),
    id,
  );
}

export function clickTray(app: ElectronApplication): Promise<void> {
  return app.evaluate(() => void globalThis.parleyShellWatch?.trays.at(-1)?.emit('click'));
}

export function countNotifications(app: ElectronApplication): Promise<number> {
  return app.evaluate(() => globalThis.parleyShellWatch?.notifications.length ?? 0);
}

export function clickNotification(app: ElectronApplication): Promise<void> {
  return app.evaluate(() => {
    const watching = globalThis.parleyShellWatch;
    const newest = watching?.notifications.at(-1);
    const launch = /launch="([^"]*)"/.exec(newest?.toastXml ?? '')?.[1];
    if (launch === undefined) newest?.emit('click');
    else watching?.activate?.({ type: 'click', arguments: launch.replaceAll('&amp;', '&') });
  });
}

/** Runs in the app's process, before the app does. */
function watch({ Tray, Notification }: typeof Electron.CrossProcessExports): void {
  const seen: ShellWatch = { trays: [], menus: [], notifications: [] };
  globalThis.parleyShellWatch = seen;
  const { setToolTip, setContextMenu } = Tray.prototype;
  Tray.prototype.setToolTip = function remember(text) {
    if (!seen.trays.includes(this)) seen.trays.push(this);
    setToolTip.call(this, text);
  };
  Tray.prototype.setContextMenu = function remember(menu) {
    if (menu) seen.menus.push(menu);
    setContextMenu.call(this, menu);
  };
  if (process.platform === 'win32') {
    const { handleActivation } = Notification;
    Notification.handleActivation = (callback) => {
      seen.activate = callback;
      handleActivation(callback);
    };
  }
  const { show } = Notification.prototype;
  Notification.prototype.show = function remember() {
    seen.notifications.push(this);
    show.call(this);
  };
}
