import { type App, type BrowserWindow, clipboard, dialog } from 'electron';
import type { Logger } from 'pino';

const SECOND_CRASH_MS = 60_000;

/**
 * Brings a page back after a crash: the first time by itself, soon again only when somebody asks for it.
 *
 * @param reload loads the window's own page again
 */
export function recoverFromCrashes(
  window: BrowserWindow,
  deps: { app: App; reload: () => void; isQuitting: () => boolean; logger: Logger; now: () => number },
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
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message: 'Parley is not responding.',
        detail: 'You can wait, or load the window again. Tasks and conversations are kept on the server.',
        buttons: ['Wait', 'Reload'],
        defaultId: 0,
        cancelId: 0,
      });
      if (response === 1) deps.reload();
    })();
  });
}

async function askAfterCrash(reason: string, deps: { app: App; reload: () => void }): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'Parley’s window crashed twice in a minute.',
    detail: 'Your tasks and conversations are safe on the server.',
    buttons: ['Reload', 'Quit', 'Copy details'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) return deps.app.quit();
  if (response === 2) {
    await clipboard.writeText(`Parley ${deps.app.getVersion()} ${process.platform} ${process.arch}: ${reason}`);
  }
  deps.reload();
}
