import { BrowserWindow, app } from 'electron';

/** Hides a window so that the focus returns to what the person used before. */
export function hideWindow(window: BrowserWindow | null): void {
  if (!window) return;
  if (process.platform === 'darwin' && window.isFullScreen()) {
    // macOS leaves a black screen behind when a full-screen window is hidden.
    window.once('leave-full-screen', () => hideWindow(window));
    window.setFullScreen(false);
    return;
  }
  if (process.platform === 'win32') window.blur();
  window.hide();
  // Hiding the app gives the focus back, but takes every other window along.
  const isOtherVisible = BrowserWindow.getAllWindows().some((other) => other !== window && other.isVisible());
  if (process.platform === 'darwin' && !isOtherVisible) app.hide();
}
