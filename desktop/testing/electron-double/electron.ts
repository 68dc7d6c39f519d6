import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu, MenuItem } from './menu.ts';
import { Notification } from './notification.ts';
import { protocol, session } from './session.ts';
import { safeStorage } from './safe-storage.ts';
import {
  autoUpdater,
  clipboard,
  crashReporter,
  dialog,
  globalShortcut,
  nativeTheme,
  net,
  powerMonitor,
  screen,
  shell,
} from './system.ts';
import { Tray, nativeImage } from './tray.ts';

export {
  BrowserWindow,
  Menu,
  MenuItem,
  Notification,
  Tray,
  app,
  autoUpdater,
  clipboard,
  crashReporter,
  dialog,
  globalShortcut,
  ipcMain,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
};

const electron = {
  BrowserWindow,
  Menu,
  MenuItem,
  Notification,
  Tray,
  app,
  autoUpdater,
  clipboard,
  crashReporter,
  dialog,
  globalShortcut,
  ipcMain,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} satisfies Partial<Record<keyof typeof Electron.CrossProcessExports, unknown>>;

// oxlint-disable-next-line import/no-default-export -- Electron has one, and bundles may import it
export default electron;
// What `require('electron')` gives is the same object, as it is in Electron.
export { electron as 'module.exports' };
