import { type BrowserWindow, dialog } from 'electron';
import type { Speech } from '../ground/speech.ts';

const RELOAD = 1;

/** Asks what to do about a page that hangs. */
export interface HangDialog {
  /** Whether the page that is gone was ended here, for a new one; asked once per page. */
  endedPage: () => boolean;
}

/** Watches a window; the question goes away by itself when the page answers again, or is gone. */
export function watchForHangs(window: BrowserWindow, speech: Speech): HangDialog {
  let asking: AbortController | null = null;
  let isEnded = false;
  const ask = async (signal: AbortSignal): Promise<void> => {
    const { hang } = speech.messages();
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
    // A page that hangs does not leave by itself for another one, which cannot be loaded before it is gone.
    isEnded = true;
    window.webContents.forcefullyCrashRenderer();
  };
  window.on('unresponsive', () => {
    if (asking) return;
    asking = new AbortController();
    void ask(asking.signal).finally(() => {
      asking = null;
    });
  });
  window.on('responsive', () => asking?.abort());
  window.webContents.on('render-process-gone', () => asking?.abort());
  return {
    endedPage: () => {
      const wasEnded = isEnded;
      isEnded = false;
      return wasEnded;
    },
  };
}
