import type { App } from 'electron';

const PATIENCE_MS = 900;

/**
 * Lets the last changes of the profile reach the disk before the app ends; a disk that hangs does not keep it.
 *
 * @param flush resolves when everything is written
 */
export function flushOnQuit(app: App, flush: () => Promise<void>): void {
  let isFlushed = false;
  app.on('will-quit', (event) => {
    if (isFlushed) return;
    event.preventDefault();
    const enough = new Promise<void>((resolve) => {
      setTimeout(resolve, PATIENCE_MS);
    });
    void (async () => {
      await Promise.race([flush(), enough]);
      isFlushed = true;
      app.quit();
    })();
  });
}
