import { Notification, dialog } from 'electron';
import type { UpdateState } from '../../ipc-contract.ts';
import type { ProfileStore } from '../settings/profile.ts';
import type { Updates } from './setup-updates.ts';

/**
 * Restarts into the new version; asks first while an answer is still being written.
 *
 * @returns false when there is nothing to install, or the person wants to wait
 */
export async function restartToUpdate(updates: Updates, isAnswering: boolean): Promise<boolean> {
  if (updates.state().status !== 'ready') return false;
  if (isAnswering) {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: 'Parley is still answering. Restart now?',
      detail: 'What was said so far is kept.',
      buttons: ['Restart', 'Wait'],
      defaultId: 1,
      cancelId: 1,
    });
    if (response !== 0) return false;
  }
  return updates.restart();
}

/** Says once per version that an update waits; the tray and the settings say so all the time. */
export function announceUpdate(state: UpdateState, profile: ProfileStore, restart: () => void): Notification | null {
  if (state.status !== 'ready' || !Notification.isSupported()) return null;
  const notice = `update-${state.version}`;
  const { shownNotices } = profile.get();
  if (shownNotices.includes(notice)) return null;
  void profile.change({ shownNotices: [...shownNotices, notice].slice(-100) });
  const notification = new Notification({
    title: `Parley ${state.version} is ready`,
    body: 'It is installed when you quit. Click to restart now.',
  });
  notification.on('click', restart);
  notification.show();
  return notification;
}
