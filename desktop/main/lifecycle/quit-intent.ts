import { type App, type PowerMonitor, autoUpdater } from 'electron';

/**
 * Listens to everything that ends the app; only valid once the app is ready.
 *
 * @returns whether the app is leaving, so that closing a window is not mistaken for hiding it
 */
export function setupQuitIntent(app: App, power: PowerMonitor): () => boolean {
  let isQuitting = false;
  const leave = (): void => {
    isQuitting = true;
  };
  app.on('before-quit', leave);
  // Windows are closed for an installer before the app quits.
  autoUpdater.on('before-quit-for-update', leave);
  power.on('shutdown', () => {
    leave();
    app.quit();
  });
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', leave);
    window.on('query-session-end', leave);
  });
  return () => isQuitting;
}
