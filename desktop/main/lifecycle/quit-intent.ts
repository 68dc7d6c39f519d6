import { type App, type PowerMonitor, autoUpdater } from 'electron';

/** Knows whether the app is leaving, so that closing a window is not mistaken for hiding it. */
export interface QuitIntent {
  isQuitting: () => boolean;
  /** Says so ahead of time, for an installer that closes windows before it quits. */
  announce: () => void;
}

/** Listens to everything that ends the app; only valid once the app is ready. */
export function setupQuitIntent(app: App, power: PowerMonitor): QuitIntent {
  let isQuitting = false;
  const announce = (): void => {
    isQuitting = true;
  };
  app.on('before-quit', announce);
  autoUpdater.on('before-quit-for-update', announce);
  power.on('shutdown', () => {
    announce();
    app.quit();
  });
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', announce);
    window.on('query-session-end', announce);
  });
  return { isQuitting: () => isQuitting, announce };
}
