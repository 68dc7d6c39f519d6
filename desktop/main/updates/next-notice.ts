import type { PendingUpdate } from '../ground/profile.ts';

const PATIENT_FOR_MS = 7 * 24 * 60 * 60_000;

/** What is said about an update that waits: once a day a notification, and after a week one question. */
export type UpdateNotice = 'notification' | 'question' | null;

/**
 * Decides what to say now.
 *
 * @param day the local day, such as `2026-11-20`
 * @param canAsk whether the window a question would belong to is in front of somebody
 */
export function nextNotice(pending: PendingUpdate, now: number, day: string, canAsk: boolean): UpdateNotice {
  const isOld = now - Date.parse(pending.readySince) >= PATIENT_FOR_MS;
  if (isOld && !pending.wasAsked && canAsk) return 'question';
  return pending.announcedOn === day ? null : 'notification';
}

/** The local day of a moment, as `2026-11-20`. */
export function localDay(now: number): string {
  const date = new Date(now);
  return [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
