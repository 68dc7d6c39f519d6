import type { MenuItemConstructorOptions } from 'electron';
import type { UpdateState } from '../../ipc-contract.ts';
import type { Speech } from '../ground/speech.ts';
import { describeLook } from '../updates/describe-look.ts';

/** What menus can do about updates. */
export interface UpdateActions {
  checkForUpdates: () => void;
  restartToUpdate: () => void;
}

/** Where the updater stands and what can be done about it, the same in the tray and in the menu bar. */
export function createUpdateItems(
  update: UpdateState,
  speech: Pick<Speech, 'messages' | 'locale'>,
  actions: UpdateActions,
): MenuItemConstructorOptions[] {
  const words = speech.messages().menu;
  const check = { id: 'updates', click: actions.checkForUpdates };
  switch (update.status) {
    case 'ready':
      return [{ id: 'restart', label: words.restartToUpdate(update.version), click: actions.restartToUpdate }];
    case 'checking':
      return [{ ...check, label: words.checkingForUpdates, enabled: false }];
    case 'downloading':
      return [{ ...check, label: words.downloadingUpdate(`${update.version} (${update.percent}%)`), enabled: false }];
    case 'failed':
      return [{ ...check, label: words.updateFailed }];
    case 'idle':
      return [
        ...(update.checkedAt === null
          ? []
          : [{ id: 'up-to-date', label: words.upToDate(describeLook(update, speech)), enabled: false }]),
        { ...check, label: words.checkForUpdates },
      ];
    default:
      return [{ ...check, label: words.checkForUpdates, enabled: update.status !== 'off' }];
  }
}
