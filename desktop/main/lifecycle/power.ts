import type { PowerMonitor } from 'electron';
import type { SleepingScheduler } from '../ground/scheduler.ts';

/** An answer that still comes gets this long to show it. */
const ANSWERS_SETTLE_MS = 3000;

/** What sleep and waking up touch. */
export interface PowerDeps {
  power: PowerMonitor;
  scheduler: SleepingScheduler;
  /** What should not lie open on a locked screen. */
  hideQuickAdd: () => void;
  /** @returns the way to end the answers that were under way at that moment and got no further; how many those are */
  markAnswers: () => () => number;
  checkConnection: () => void;
  /** The computer is back: everything may be looked at again. */
  onResumed: () => void;
}

/** Follows the computer to sleep and back. */
export function setupPower(deps: PowerDeps): void {
  const { power, scheduler } = deps;
  let endAnswers: (() => number) | null = null;
  const wake = (): void => {
    scheduler.wake();
    deps.checkConnection();
    deps.onResumed();
    const end = endAnswers;
    endAnswers = null;
    if (end === null) return;
    scheduler.after(ANSWERS_SETTLE_MS, () => {
      // Their connections are dead, and nobody would hear of it for minutes; the page then asks what was stored.
      if (end() > 0) deps.onResumed();
    });
  };
  power.on('suspend', () => {
    deps.hideQuickAdd();
    scheduler.sleep();
    endAnswers ??= deps.markAnswers();
  });
  power.on('resume', wake);
  power.on('unlock-screen', wake);
  power.on('lock-screen', deps.hideQuickAdd);
}
