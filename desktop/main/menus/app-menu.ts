import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopState } from '../../ipc-contract.ts';
import type { Speech } from '../ground/speech.ts';
import { createEditMenu, createMacAppMenu, createWindowMenu } from './standard-menus.ts';
import { type UpdateActions, createUpdateItems } from './update-items.ts';

/** What the menu bar's own items do. */
export interface AppMenuActions extends UpdateActions {
  newChat: () => void;
  newTask: () => void;
  openSettings: () => void;
  quickAdd: () => void;
  openLogFolder: () => void;
  exportDiagnostics: () => void;
}

export interface AppMenuView {
  platform: NodeJS.Platform;
  /** Without developer tools and reload. */
  isPackaged: boolean;
  state: Pick<DesktopState, 'shortcut' | 'settings' | 'update'>;
  speech: Pick<Speech, 'messages' | 'locale'>;
}

/** Describes the menu bar; every role carries a label of ours, since Electron's own are English on every system. */
export function createAppMenu(view: AppMenuView, actions: AppMenuActions): MenuItemConstructorOptions[] {
  const { isPackaged, state, speech } = view;
  const words = speech.messages().menu;
  const isMac = view.platform === 'darwin';
  const settings = {
    id: 'settings',
    label: words.settings,
    accelerator: 'CommandOrControl+,',
    click: actions.openSettings,
  };
  const updates = createUpdateItems(state.update, speech, actions);
  return [
    ...(isMac ? [createMacAppMenu(words, settings, updates)] : []),
    {
      label: words.file,
      submenu: [
        { id: 'new-chat', label: words.newChat, accelerator: 'CommandOrControl+N', click: actions.newChat },
        { id: 'new-task', label: words.newTask, accelerator: 'CommandOrControl+Shift+N', click: actions.newTask },
        { id: 'quick-add', label: words.quickAdd, ...shownShortcut(state), click: actions.quickAdd },
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
        // On many keyboards the plus is the shifted equals sign.
        { role: 'zoomIn', label: words.zoomIn, accelerator: 'CommandOrControl+=', visible: false },
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
        ...(isMac ? [] : updates),
        { id: 'open-logs', label: words.openLogFolder, click: actions.openLogFolder },
        { id: 'diagnostics', label: words.exportDiagnostics, click: actions.exportDiagnostics },
        ...(isMac ? [] : [{ role: 'about' as const, label: words.about }]),
      ],
    },
  ];
}

/** The system has the shortcut already; the menu only shows it. */
export function shownShortcut(
  state: Pick<DesktopState, 'shortcut' | 'settings'>,
): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  const accelerator = state.shortcut === 'registered' ? state.settings.quickAddShortcut : null;
  return accelerator === null ? {} : { accelerator, registerAccelerator: false };
}
