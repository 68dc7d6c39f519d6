import { BrowserWindow, app, screen } from 'electron';
import type { DesktopEvent, DesktopTarget } from '../../ipc-contract.ts';
import type { Scheduler } from '../scheduler.ts';
import type { ProfileStore } from '../settings/profile.ts';
import { createWindow, loadPage } from './create-window.ts';
import { restorePlacement } from './window-state.ts';

const SAVE_AFTER_MS = 400;

/** The window people work in. It exists as long as the app does, shown or not. */
export interface MainWindow {
  window: () => BrowserWindow | null;
  /** Restores, shows and focuses it; opens a new one when it was destroyed. */
  show: () => void;
  hide: () => void;
  toggle: () => void;
  send: (event: DesktopEvent) => void;
  /** Asks the page to show something; only when it listens. */
  open: (target: DesktopTarget) => void;
  reload: () => void;
}

/** What the main window needs to know. */
export interface MainWindowDeps {
  profile: ProfileStore;
  scheduler: Scheduler;
  /** Whether the app is on its way out, so that closing means closing. */
  isQuitting: () => boolean;
  /** What to do instead of closing. */
  onCloseRequest: (window: BrowserWindow) => void;
  onCreated: (window: BrowserWindow) => void;
}

/**
 * Creates the main window.
 *
 * @param isHidden started at login: the tray is all that shows
 */
export function setupMainWindow(deps: MainWindowDeps, isHidden: boolean): MainWindow {
  let current: BrowserWindow | null = null;
  const open = (showWhenReady: boolean): BrowserWindow => {
    const saved = deps.profile.get().window;
    const window = createWindow('main', restorePlacement(saved, workAreas()));
    current = window;
    window.once('ready-to-show', () => {
      if (saved?.isMaximized) window.maximize();
      if (saved?.isFullScreen) window.setFullScreen(true);
      if (saved) window.webContents.setZoomLevel(saved.zoom);
      if (showWhenReady) window.show();
    });
    window.webContents.on('before-input-event', (event, { type, key, shift, control, alt, meta }) => {
      if (type !== 'keyDown' || key !== 'F6' || control || alt || meta) return;
      // The hosted chat's frame would keep it, and nobody with a keyboard alone would get out.
      event.preventDefault();
      send('parley:event', { type: 'next_pane', step: shift ? -1 : 1 });
    });
    window.on('close', (event) => {
      if (deps.isQuitting()) return;
      event.preventDefault();
      deps.onCloseRequest(window);
    });
    window.on('closed', () => {
      current = null;
    });
    rememberPlacement(window, deps);
    deps.onCreated(window);
    void loadPage(window, 'main').catch(() => undefined);
    return window;
  };
  const show = (): void => {
    const window = current;
    if (!window) {
      open(true);
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  const send = (channel: string, payload: DesktopEvent | DesktopTarget): void => {
    if (current && !current.isDestroyed()) current.webContents.send(channel, payload);
  };
  open(!isHidden);
  return {
    window: () => current,
    show,
    hide: () => hideWindow(current),
    toggle: () => (current?.isVisible() === true && current.isFocused() ? hideWindow(current) : show()),
    send: (event) => send('parley:event', event),
    open: (target) => send('parley:open', target),
    reload: () => {
      if (current) void loadPage(current, 'main').catch(() => undefined);
    },
  };
}

/** Hides a window so that the focus returns to what the person used before. */
export function hideWindow(window: BrowserWindow | null): void {
  if (!window) return;
  if (process.platform === 'darwin' && window.isFullScreen()) {
    // macOS leaves a black screen behind when a full-screen window is hidden.
    window.once('leave-full-screen', () => window.hide());
    window.setFullScreen(false);
    return;
  }
  if (process.platform === 'win32') window.blur();
  window.hide();
  // Hiding the app gives the focus back, but takes every other window along.
  const isOtherVisible = BrowserWindow.getAllWindows().some((other) => other !== window && other.isVisible());
  if (process.platform === 'darwin' && !isOtherVisible) app.hide();
}

function rememberPlacement(window: BrowserWindow, deps: MainWindowDeps): void {
  let cancel: (() => void) | null = null;
  const save = (): void => {
    cancel?.();
    if (window.isDestroyed()) return;
    void deps.profile.change({
      window: {
        bounds: window.getNormalBounds(),
        isMaximized: window.isMaximized(),
        isFullScreen: window.isFullScreen(),
        zoom: window.webContents.getZoomLevel(),
      },
    });
  };
  const saveSoon = (): void => {
    cancel?.();
    cancel = deps.scheduler.after(SAVE_AFTER_MS, save);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('blur', save);
  window.on('close', save);
}

function workAreas() {
  return screen.getAllDisplays().map((display) => display.workArea);
}
