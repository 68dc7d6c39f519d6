import path from 'node:path';
import { BrowserWindow, app, nativeTheme } from 'electron';
import type { Language } from '../../spoken-language.ts';
import { APP_ORIGIN } from '../ground/app-origin.ts';
import type { WindowKind } from '../pages/register-channels.ts';
import { APP_PARTITION } from '../pages/setup-session.ts';

/** Where a window goes; nothing else about a window comes from outside this file. */
export interface Placement {
  x?: number;
  y?: number;
  width: number;
  height: number;
}

const PRELOADS: Record<WindowKind, string> = { main: 'index.cjs', quickAdd: 'quick-add.cjs' };
const PAGES: Record<WindowKind, string> = { main: '/', quickAdd: '/quick-add.html' };

/** Constructs every window of the app, hidden; the preferences are spelled out so that a review and a test see them. */
export function createWindow(kind: WindowKind, placement: Placement): BrowserWindow {
  const isQuickAdd = kind === 'quickAdd';
  const window = new BrowserWindow({
    ...placement,
    show: false,
    title: isQuickAdd ? 'Parley quick add' : 'Parley',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#111318' : '#ffffff',
    ...(isQuickAdd ? quickAddLook() : { minWidth: 400, minHeight: 480 }),
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload', PRELOADS[kind]),
      partition: APP_PARTITION,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      // No page of ours uses alert and its like; what runs beside them could.
      disableDialogs: true,
      disableBlinkFeatures: 'Auxclick',
      devTools: !app.isPackaged,
      spellcheck: true,
      // Chromium zooms all pages of one origin alike; quick add has no room to grow with the main window.
      zoomMode: 'isolated',
      additionalArguments: [`--parley-version=${app.getVersion()}`],
    },
  });
  window.accessibleTitle = window.getTitle();
  return window;
}

/** Loads the page that comes after a second crash, which shares nothing with the app's. */
export function loadErrorPage(window: BrowserWindow, language: Language): Promise<void> {
  return window.loadURL(`${APP_ORIGIN}/crashed.html?language=${language}`);
}

/** Loads a window's own page. */
export function loadPage(window: BrowserWindow, kind: WindowKind): Promise<void> {
  return window.loadURL(`${APP_ORIGIN}${PAGES[kind]}`);
}

function quickAddLook() {
  return {
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
  } as const;
}
