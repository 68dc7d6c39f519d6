import { type App, type BrowserWindow, Notification } from 'electron';
import type { ProfileStore } from '../settings/profile.ts';
import { hideWindow } from '../windows/main-window.ts';

const NOTICE = 'close-to-tray';

/**
 * Decides what closing the main window means: hide it where a tray can bring it back, quit or minimise where none can.
 */
export function createCloseRequest(deps: {
  app: App;
  profile: ProfileStore;
  isTrayAvailable: () => boolean;
}): (window: BrowserWindow) => void {
  return (window) => {
    const isMac = process.platform === 'darwin';
    if (isMac) return hideWindow(window);
    if (!deps.profile.settings().closeToTray) return deps.app.quit();
    if (!deps.isTrayAvailable()) return window.minimize();
    hideWindow(window);
    explainOnce(deps.profile);
  };
}

function explainOnce(profile: ProfileStore): void {
  const { shownNotices } = profile.get();
  if (shownNotices.includes(NOTICE) || !Notification.isSupported()) return;
  new Notification({
    title: 'Parley keeps running in the tray',
    body: 'Reminders keep coming. You can change this in the settings.',
    silent: true,
  }).show();
  void profile.change({ shownNotices: [...shownNotices, NOTICE] });
}
