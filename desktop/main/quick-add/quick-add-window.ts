import { type BrowserWindow, app, screen } from 'electron';
import type { QuickAddEvent } from '../../ipc-contract.ts';
import type { Speech } from '../ground/speech.ts';
import { createWindow, loadPage } from '../windows/create-window.ts';
import { hideWindow } from '../windows/hide-window.ts';
import type { Scheduler } from '../ground/scheduler.ts';

const WIDTH = 680;
const MIN_HEIGHT = 80;
const FIRST_HEIGHT = 94;
const MAX_HEIGHT = 480;
const FROM_TOP = 0.22;
const BLUR_SETTLES_MS = 120;
const MAX_UNREAD_EVENTS = 20;
const SECOND_CRASH_MS = 60_000;
const PREPARED_AFTER_MS = 5000;

/** The small window a shortcut opens; created once and only ever hidden. */
export interface QuickAddWindow {
  /** Creates it hidden, so that showing it takes no time; for when the app has nothing better to do. */
  prepare: () => void;
  toggle: () => void;
  show: () => void;
  hide: () => void;
  isVisible: () => boolean;
  /** @param height what the page needs to show all of itself */
  resize: (height: number) => void;
  /** Tells the page, as soon as it listens. */
  send: (event: QuickAddEvent) => void;
}

/** Sets the window up; it comes into being when it is prepared or first needed. */
export function setupQuickAddWindow(deps: {
  scheduler: Scheduler;
  isQuitting: () => boolean;
  speech: Speech;
  status: () => { signedIn: boolean; queued: number };
  onCreated: (window: BrowserWindow) => void;
}): QuickAddWindow {
  let current: BrowserWindow | null = null;
  let height = FIRST_HEIGHT;
  let isListening = false;
  let crashedAt = -Infinity;
  let unread: QuickAddEvent[] = [];
  const isVisible = (): boolean => current?.isVisible() === true;
  const hide = (): void => hideWindow(isVisible() ? current : null);
  const create = (): BrowserWindow => {
    const window = createWindow('quickAdd', { width: WIDTH, height });
    current = window;
    if (process.platform === 'darwin') window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
    window.on('blur', () => {
      // A dialog of the system, or an input method, takes the focus for a moment.
      deps.scheduler.after(BLUR_SETTLES_MS, () => {
        if (!window.isDestroyed() && !window.isFocused()) hide();
      });
    });
    window.on('close', (event) => {
      if (deps.isQuitting()) return;
      event.preventDefault();
      hide();
    });
    window.on('closed', () => {
      if (current === window) current = null;
    });
    window.webContents.on('did-finish-load', () => {
      isListening = true;
      const waiting = unread;
      unread = [];
      for (const event of waiting) send(event);
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      isListening = false;
      if (reason === 'clean-exit' || deps.isQuitting()) return;
      const isRepeated = deps.scheduler.now() - crashedAt < SECOND_CRASH_MS;
      crashedAt = deps.scheduler.now();
      hide();
      // The page keeps its draft by itself, so a new one goes on where the old one ended.
      if (isRepeated) window.destroy();
      else void loadPage(window, 'quickAdd').catch(() => undefined);
    });
    deps.onCreated(window);
    void loadPage(window, 'quickAdd').catch(() => undefined);
    return window;
  };
  const send = (event: QuickAddEvent): void => {
    if (isListening && current && !current.isDestroyed()) current.webContents.send('parley:event', event);
    else unread = [...unread, event].slice(-MAX_UNREAD_EVENTS);
  };
  const prepare = (): void => {
    current ??= create();
  };
  const show = (): void => {
    const window = current ?? create();
    window.setBounds(placeUnderCursor(height));
    window.accessibleTitle = deps.speech.messages().quickAdd.windowTitle;
    // A panel does not bring back an app that was hidden to give the focus back.
    if (process.platform === 'darwin') app.show();
    window.show();
    window.focus();
    send({ type: 'shown', ...deps.status(), language: deps.speech.language() });
  };
  // The main window's page may be long in coming, or never come.
  deps.scheduler.after(PREPARED_AFTER_MS, prepare);
  return {
    prepare,
    toggle: () => (isVisible() ? hide() : show()),
    show,
    hide,
    isVisible,
    resize: (needed) => {
      height = Math.min(Math.max(needed, MIN_HEIGHT), MAX_HEIGHT);
      if (!current || current.getBounds().height === height) return;
      current.setBounds({ ...current.getBounds(), height });
    },
    send,
  };
}

function placeUnderCursor(height: number): Electron.Rectangle {
  const area = screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea;
  const width = Math.min(WIDTH, area.width);
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + area.height * FROM_TOP),
    width,
    height,
  };
}
