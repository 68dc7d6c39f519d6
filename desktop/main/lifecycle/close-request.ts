import { type App, type BrowserWindow, Notification } from 'electron';
import type { Speech } from '../i18n/speech.ts';
import type { ProfileStore } from '../settings/profile.ts';
import { hideWindow } from '../windows/main-window.ts';

const NOTICE = 'close-to-tray';

/**
 * Decides what closing the main window means: hide it where a tray can bring it back, quit or minimise where none can.
 */
export function createCloseRequest(deps: {
  app: App;
  profile: ProfileStore;
  speech: Speech;
  isTrayAvailable: () => boolean;
}): (window: BrowserWindow) => void {
  return (window) => {
    const isMac = process.platform === 'darwin';
    if (isMac) return hideWindow(window);
    if (!deps.profile.settings().closeToTray) return deps.app.quit();
    if (!deps.isTrayAvailable()) return window.minimize();
    hideWindow(window);
    explainOnce(deps.profile, deps.speech);
  };
}

function explainOnce(profile: ProfileStore, speech: Speech): void {
  const { shownNotices } = profile.get();
  if (shownNotices.includes(NOTICE) || !Notification.isSupported()) return;
  new Notification({ ...speech.messages().closeNotice, silent: true }).show();
  void profile.change({ shownNotices: [...shownNotices, NOTICE] });
}
