import { type BrowserWindow, screen } from 'electron';
import type { QuickAddEvent } from '../../ipc-contract.ts';
import type { Speech } from '../i18n/speech.ts';
import { createWindow, loadPage } from '../windows/create-window.ts';
import { hideWindow } from '../windows/main-window.ts';
import type { Scheduler } from '../scheduler.ts';

const SIZE = { width: 680, height: 150 };
const FROM_TOP = 0.22;
const BLUR_SETTLES_MS = 120;

/** The small window a shortcut opens; created once and only ever hidden. */
export interface QuickAddWindow {
  window: () => BrowserWindow | null;
  toggle: () => void;
  show: () => void;
  hide: () => void;
  send: (event: QuickAddEvent) => void;
}

/** Creates the window hidden, so that showing it takes no time. */
export function setupQuickAddWindow(deps: {
  scheduler: Scheduler;
  isQuitting: () => boolean;
  speech: Speech;
  status: () => { signedIn: boolean; queued: number };
  onCreated: (window: BrowserWindow) => void;
}): QuickAddWindow {
  let current: BrowserWindow | null = null;
  const hide = (): void => hideWindow(current?.isVisible() === true ? current : null);
  const create = (): BrowserWindow => {
    const window = createWindow('quickAdd', SIZE);
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
      current = null;
    });
    deps.onCreated(window);
    void loadPage(window, 'quickAdd').catch(() => undefined);
    return window;
  };
  const send = (event: QuickAddEvent): void => {
    if (current && !current.isDestroyed()) current.webContents.send('parley:event', event);
  };
  const show = (): void => {
    const window = current ?? create();
    window.setBounds({ ...SIZE, ...placeUnderCursor() });
    window.accessibleTitle = deps.speech.messages().quickAdd.windowTitle;
    window.show();
    window.focus();
    send({ type: 'shown', language: deps.speech.language(), ...deps.status() });
  };
  create();
  return { window: () => current, toggle: () => (current?.isVisible() === true ? hide() : show()), show, hide, send };
}

function placeUnderCursor(): { x: number; y: number } {
  const area = screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea;
  return {
    x: Math.round(area.x + (area.width - SIZE.width) / 2),
    y: Math.round(area.y + area.height * FROM_TOP),
  };
}
