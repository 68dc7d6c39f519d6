import { type BrowserWindow, dialog } from 'electron';
import type { Speech } from '../i18n/speech.ts';

const RELOAD = 1;

/** Asks what to do about a page that hangs. */
export interface HangDialog {
  /** Whether the page that is gone was ended here; asked once per page. */
  endedPage: () => boolean;
}

/** Watches a window; the question goes away by itself when the page answers again. */
export function watchForHangs(window: BrowserWindow, deps: { speech: Speech; reload: () => void }): HangDialog {
  let asking: AbortController | null = null;
  let isEnded = false;
  const ask = async (signal: AbortSignal): Promise<void> => {
    const { hang } = deps.speech.messages();
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: hang.title,
      detail: hang.text,
      buttons: [hang.wait, hang.reload],
      defaultId: 0,
      cancelId: 0,
      signal,
    });
    if (response !== RELOAD || window.isDestroyed()) return;
    // A page that hangs does not leave by itself for another one.
    isEnded = true;
    window.webContents.forcefullyCrashRenderer();
    deps.reload();
  };
  window.on('unresponsive', () => {
    if (asking) return;
    asking = new AbortController();
    void ask(asking.signal).finally(() => {
      asking = null;
    });
  });
  window.on('responsive', () => asking?.abort());
  return {
    endedPage: () => {
      const wasEnded = isEnded;
      isEnded = false;
      return wasEnded;
    },
  };
}
