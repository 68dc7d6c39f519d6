import type { MenuItemConstructorOptions } from 'electron';

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
 * Describes the menu bar. The edit menu's roles are what makes copy and paste work on macOS.
 *
 * @param isPackaged without developer tools and reload
 */
export function createAppMenu(
  platform: NodeJS.Platform,
  isPackaged: boolean,
  actions: AppMenuActions,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const settings = {
    id: 'settings',
    label: 'Settings…',
    accelerator: 'CommandOrControl+,',
    click: actions.openSettings,
  };
  const updates = { id: 'updates', label: 'Check for updates…', click: actions.checkForUpdates };
  return [
    ...(isMac ? [macAppMenu(settings, updates)] : []),
    {
      label: '&File',
      submenu: [
        { id: 'new-chat', label: 'New chat', accelerator: 'CommandOrControl+N', click: actions.newChat },
        { id: 'new-task', label: 'New task', accelerator: 'CommandOrControl+Shift+N', click: actions.newTask },
        { id: 'quick-add', label: 'Quick add…', click: actions.quickAdd },
        ...(isMac ? [] : [{ type: 'separator' as const }, settings]),
        { type: 'separator' },
        { role: 'close' },
        ...(isMac ? [] : [{ role: 'quit' as const }]),
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ...(isPackaged ? [] : [{ role: 'reload' as const }, { role: 'toggleDevTools' as const }]),
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        ...(isMac ? [] : [updates]),
        { id: 'open-logs', label: 'Open log folder', click: actions.openLogFolder },
        { id: 'diagnostics', label: 'Export diagnostics…', click: actions.exportDiagnostics },
        ...(isMac ? [] : [{ role: 'about' as const }]),
      ],
    },
  ];
}

function macAppMenu(
  settings: MenuItemConstructorOptions,
  updates: MenuItemConstructorOptions,
): MenuItemConstructorOptions {
  return {
    label: 'Parley',
    submenu: [
      { role: 'about' },
      updates,
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
