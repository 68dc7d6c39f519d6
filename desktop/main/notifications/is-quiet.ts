import { Notification } from 'electron';
import type { DesktopSettings } from '../../ipc-contract.ts';

/** Whether no notification is to be shown now: paused, switched off, or not possible here. @param now in milliseconds */
export function isQuiet(settings: DesktopSettings, now: number): boolean {
  const { notifications, notificationsPausedUntil: until } = settings;
  return !Notification.isSupported() || !notifications || (until !== null && Date.parse(until) > now);
}
