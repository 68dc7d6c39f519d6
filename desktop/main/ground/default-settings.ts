import type { DesktopSettings } from '../../ipc-contract.ts';

/** What a fresh profile starts with. */
export const DEFAULT_SETTINGS: DesktopSettings = {
  theme: 'system',
  quickAddShortcut: 'Control+Shift+Space',
  notifications: true,
  hideNotificationContent: false,
  notificationsPausedUntil: null,
  closeToTray: true,
  launchAtLogin: false,
  showInDock: true,
  hardwareAcceleration: true,
  updateChannel: 'latest',
  spellCheckLanguages: [],
  keepSessionWithoutKeyring: false,
};
