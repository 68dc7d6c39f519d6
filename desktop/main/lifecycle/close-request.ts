import { type App, type BrowserWindow, dialog } from 'electron';
import type { Speech } from '../ground/speech.ts';
import type { ProfileStore } from '../ground/profile.ts';
import { hideWindow } from '../windows/hide-window.ts';

const NOTICE = 'close-to-tray';
const SETTINGS = 1;

interface CloseRequestDeps {
  app: App;
  profile: ProfileStore;
  speech: Speech;
  isTrayAvailable: () => Promise<boolean>;
  openSettings: () => void;
}

/**
 * Decides what closing the main window means: hide it where a tray can bring it back, quit or minimise where none can.
 */
export function createCloseRequest(deps: CloseRequestDeps): (window: BrowserWindow) => void {
  let isDeciding = false;
  const decide = async (window: BrowserWindow): Promise<void> => {
    if (!deps.profile.settings().closeToTray) return deps.app.quit();
    // On macOS nobody expects a closed window to be the end: the Dock and the menu bar bring it back.
    if (process.platform === 'darwin') return hideWindow(window);
    if (!(await deps.isTrayAvailable())) return window.minimize();
    if (await wantsSettings(window, deps)) return deps.openSettings();
    hideWindow(window);
  };
  return (window) => {
    if (isDeciding) return;
    isDeciding = true;
    void decide(window).finally(() => {
      isDeciding = false;
    });
  };
}

/** Says once where the window goes, and leads to the setting. */
async function wantsSettings(window: BrowserWindow, { profile, speech }: CloseRequestDeps): Promise<boolean> {
  if (profile.get().shownNotices.includes(NOTICE)) return false;
  const words = speech.messages().closeNotice;
  const { response, checkboxChecked } = await dialog.showMessageBox(window, {
    type: 'info',
    message: words.title,
    detail: words.text,
    buttons: [words.ok, words.settings],
    defaultId: 0,
    cancelId: 0,
    checkboxLabel: words.doNotShowAgain,
    checkboxChecked: true,
  });
  if (checkboxChecked) await profile.change({ shownNotices: [...profile.get().shownNotices, NOTICE] });
  return response === SETTINGS;
}
