import type { BrowserWindow } from 'electron';
import type { DesktopEvent, DesktopTarget } from '../../ipc-contract.ts';
import type { Language } from '../../spoken-language.ts';
import type { Scheduler } from '../ground/scheduler.ts';
import type { ProfileStore } from '../ground/profile.ts';
import { createWindow, loadErrorPage, loadPage } from './create-window.ts';
import { hideWindow } from './hide-window.ts';
import { rememberWindow, workAreas } from './remember-window.ts';
import { restorePlacement } from './window-state.ts';

/** On Windows a click on the tray takes the focus from the window before anybody hears of the click. */
const JUST_BLURRED_MS = 400;

/** The window people work in. Once started it exists as long as the app does, shown or not. */
export interface MainWindow {
  /** Creates the window. */
  start: (follow: MainWindowStart) => void;
  window: () => BrowserWindow | null;
  /** Whether the page said that it listens, and was not left since. */
  isListening: () => boolean;
  pageListens: () => void;
  /** Restores, shows and focuses it; opens a new one when it was destroyed. */
  show: () => void;
  hide: () => void;
  /** Hides it when it was in front, shows it otherwise. */
  toggle: () => void;
  send: (event: DesktopEvent) => void;
  /** Asks the page to show something; only when it listens. */
  open: (target: DesktopTarget) => void;
  /** Loads the first page of the app. */
  reload: () => void;
  /** Loads what the window shows once more, after it crashed. */
  reloadSamePage: () => void;
  showErrorPage: (language: Language) => void;
}

export interface MainWindowDeps {
  profile: ProfileStore;
  scheduler: Scheduler;
  /** Whether the app is on its way out, so that closing means closing. */
  isQuitting: () => boolean;
  onCreated: (window: BrowserWindow) => void;
}

/** What is known once the other parts are there. */
export interface MainWindowStart {
  /** What to do instead of closing. */
  onCloseRequest: (window: BrowserWindow) => void;
  onCreated: (window: BrowserWindow) => void;
  /** Started at login: the tray is all that shows. */
  isHidden: boolean;
}

/** Makes the door to the main window, which opens when it is started. */
export function createMainWindow(deps: MainWindowDeps): MainWindow {
  let follow: MainWindowStart | null = null;
  let isListening = false;
  let current: { window: BrowserWindow; reveal: () => void } | null = null;
  let blurredAt = Number.NEGATIVE_INFINITY;
  const open = (showWhenReady: boolean): void => {
    const saved = deps.profile.get().window;
    const window = createWindow('main', restorePlacement(saved, workAreas()));
    const { reveal } = rememberWindow(window, saved, deps);
    current = { window, reveal };
    window.once('ready-to-show', () => {
      if (saved) window.webContents.setZoomLevel(saved.zoom);
      if (showWhenReady) reveal();
    });
    window.on('blur', () => {
      blurredAt = deps.scheduler.now();
    });
    window.webContents.on('before-input-event', (event, { type, key, shift, control, alt, meta }) => {
      if (type !== 'keyDown' || key !== 'F6' || control || alt || meta) return;
      // The hosted chat's frame would keep it, and nobody with a keyboard alone would get out.
      event.preventDefault();
      send('parley:event', { type: 'next_pane', step: shift ? -1 : 1 });
    });
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) isListening = false;
    });
    window.on('close', (event) => {
      if (deps.isQuitting()) return;
      event.preventDefault();
      follow?.onCloseRequest(window);
    });
    window.on('closed', () => {
      current = null;
      isListening = false;
    });
    deps.onCreated(window);
    follow?.onCreated(window);
    void loadPage(window, 'main').catch(() => undefined);
  };
  const show = (): void => {
    if (current) current.reveal();
    else if (follow) open(true);
  };
  const hide = (): void => hideWindow(current?.window ?? null);
  const isInFront = (): boolean => {
    if (current?.window.isVisible() !== true || current.window.isMinimized()) return false;
    return current.window.isFocused() || deps.scheduler.now() - blurredAt < JUST_BLURRED_MS;
  };
  const send = (channel: string, payload: DesktopEvent | DesktopTarget): void => {
    if (current && !current.window.isDestroyed()) current.window.webContents.send(channel, payload);
  };
  return {
    start: (given) => {
      follow = given;
      open(!given.isHidden);
    },
    window: () => current?.window ?? null,
    isListening: () => isListening,
    pageListens: () => {
      isListening = true;
    },
    show,
    hide,
    toggle: () => (isInFront() ? hide() : show()),
    send: (event) => send('parley:event', event),
    open: (target) => send('parley:open', target),
    reload: () => {
      if (current) void loadPage(current.window, 'main').catch(() => undefined);
    },
    reloadSamePage: () => current?.window.webContents.reload(),
    showErrorPage: (language) => {
      if (current) void loadErrorPage(current.window, language).catch(() => undefined);
    },
  };
}
