import type { Scheduler } from '../ground/scheduler.ts';
import type { Signals } from '../ground/signals.ts';
import type { ProfileStore } from '../ground/profile.ts';

/** A timer of the system counts no further than some three weeks. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Ends a pause of notifications when its time has come, even if that was while the app did not run or slept. */
export function setupPauseEnd(profile: ProfileStore, signals: Signals, scheduler: Scheduler): void {
  let cancel: (() => void) | null = null;
  const look = (): void => {
    cancel?.();
    cancel = null;
    const until = profile.settings().notificationsPausedUntil;
    if (until === null) return;
    const left = Date.parse(until) - scheduler.now();
    if (left > 0) cancel = scheduler.after(Math.min(left, LONGEST_WAIT_MS), look);
    else void profile.changeSettings({ notificationsPausedUntil: null }).then(() => signals.emit('changed'));
  };
  look();
  signals.on('changed', look);
  signals.on('resumed', look);
}
