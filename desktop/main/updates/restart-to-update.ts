import { Notification, dialog } from 'electron';
import type { UpdateState } from '../../ipc-contract.ts';
import type { Speech } from '../i18n/speech.ts';
import type { ProfileStore } from '../settings/profile.ts';
import type { Updates } from './setup-updates.ts';

/**
 * Restarts into the new version; asks first while an answer is still being written.
 *
 * @returns false when there is nothing to install, or the person wants to wait
 */
export async function restartToUpdate(updates: Updates, isAnswering: boolean, speech: Speech): Promise<boolean> {
  if (updates.state().status !== 'ready') return false;
  if (isAnswering) {
    const words = speech.messages().update;
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: words.stillAnswering,
      detail: words.stillAnsweringText,
      buttons: [words.restart, words.wait],
      defaultId: 1,
      cancelId: 1,
    });
    if (response !== 0) return false;
  }
  return updates.restart();
}

/** Says once per version that an update waits; the tray and the settings say so all the time. */
export function announceUpdate(
  state: UpdateState,
  profile: ProfileStore,
  speech: Speech,
  restart: () => void,
): Notification | null {
  if (state.status !== 'ready' || !Notification.isSupported()) return null;
  const notice = `update-${state.version}`;
  const { shownNotices } = profile.get();
  if (shownNotices.includes(notice)) return null;
  void profile.change({ shownNotices: [...shownNotices, notice].slice(-100) });
  const words = speech.messages().update;
  const notification = new Notification({ title: words.ready(state.version), body: words.readyText });
  notification.on('click', restart);
  notification.show();
  return notification;
}
