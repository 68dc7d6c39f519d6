import type { MenuItemConstructorOptions } from 'electron';
import type { NativeMessages } from '../i18n/native-messages-en.ts';
import { createEditMenu, createMacAppMenu, createWindowMenu } from './standard-menus.ts';

/** What the menu bar's own items do. */
export interface AppMenuActions {
  newChat: () => void;
  newTask: () => void;
  openSettings: () => void;
  quickAdd: () => void;
  checkForUpdates: () => void;
  openLogFolder: () => void;
  exportDiagnostics: () => void;
}

/**
 * Describes the menu bar.
 *
 * @param isPackaged without developer tools and reload
 * @param words every label: those of Electron's roles are English on every system
 */
export function createAppMenu(
  platform: NodeJS.Platform,
  isPackaged: boolean,
  words: NativeMessages['menu'],
  actions: AppMenuActions,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const settings = {
    id: 'settings',
    label: words.settings,
    accelerator: 'CommandOrControl+,',
    click: actions.openSettings,
  };
  const updates = { id: 'updates', label: words.checkForUpdates, click: actions.checkForUpdates };
  return [
    ...(isMac ? [createMacAppMenu(words, settings, updates)] : []),
    {
      label: words.file,
      submenu: [
        { id: 'new-chat', label: words.newChat, accelerator: 'CommandOrControl+N', click: actions.newChat },
        { id: 'new-task', label: words.newTask, accelerator: 'CommandOrControl+Shift+N', click: actions.newTask },
        { id: 'quick-add', label: words.quickAdd, click: actions.quickAdd },
        ...(isMac ? [] : [{ type: 'separator' as const }, settings]),
        { type: 'separator' },
        { role: 'close', label: words.close },
        ...(isMac ? [] : [{ role: 'quit' as const, label: words.quit }]),
      ],
    },
    createEditMenu(isMac, words),
    {
      label: words.view,
      submenu: [
        ...(isPackaged
          ? []
          : [
              { role: 'reload' as const, label: words.reload },
              { role: 'toggleDevTools' as const, label: words.developerTools },
            ]),
        { role: 'resetZoom', label: words.actualSize },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        { type: 'separator' },
        { role: 'togglefullscreen', label: words.fullScreen },
      ],
    },
    createWindowMenu(isMac, words),
    {
      role: 'help',
      label: words.help,
      submenu: [
        ...(isMac ? [] : [updates]),
        { id: 'open-logs', label: words.openLogFolder, click: actions.openLogFolder },
        { id: 'diagnostics', label: words.exportDiagnostics, click: actions.exportDiagnostics },
        ...(isMac ? [] : [{ role: 'about' as const, label: words.about }]),
      ],
    },
  ];
}
