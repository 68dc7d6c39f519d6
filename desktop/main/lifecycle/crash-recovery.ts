import { type App, type BrowserWindow, clipboard, dialog } from 'electron';
import type { Logger } from 'pino';
import type { Speech } from '../i18n/speech.ts';

const SECOND_CRASH_MS = 60_000;

/**
 * Brings a page back after a crash: the first time by itself, soon again only when somebody asks for it.
 *
 * @param reload loads the window's own page again
 */
export function recoverFromCrashes(
  window: BrowserWindow,
  deps: {
    app: App;
    reload: () => void;
    isQuitting: () => boolean;
    speech: Speech;
    logger: Logger;
    now: () => number;
  },
): void {
  let crashedAt: number | null = null;
  window.webContents.on('render-process-gone', (_event, details) => {
    deps.logger.error({ reason: details.reason, exitCode: details.exitCode }, 'a page crashed');
    if (details.reason === 'clean-exit' || deps.isQuitting()) return;
    const isRepeated = crashedAt !== null && deps.now() - crashedAt < SECOND_CRASH_MS;
    crashedAt = deps.now();
    if (!isRepeated) return deps.reload();
    void askAfterCrash(details.reason, deps);
  });
  window.on('unresponsive', () => {
    void (async () => {
      const { hang } = deps.speech.messages();
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message: hang.title,
        detail: hang.text,
        buttons: [hang.wait, hang.reload],
        defaultId: 0,
        cancelId: 0,
      });
      if (response === 1) deps.reload();
    })();
  });
}

async function askAfterCrash(reason: string, deps: { app: App; reload: () => void; speech: Speech }): Promise<void> {
  const { crash } = deps.speech.messages();
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: crash.title,
    detail: crash.text,
    buttons: [crash.reload, crash.quit, crash.copyDetails],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) return deps.app.quit();
  if (response === 2) {
    await clipboard.writeText(`Parley ${deps.app.getVersion()} ${process.platform} ${process.arch}: ${reason}`);
  }
  deps.reload();
}
