/** The app's only source of timers, so that a test of "every twelve hours" does not wait. */
export interface Scheduler {
  now: () => number;
  /** @returns a function that cancels */
  after: (milliseconds: number, run: () => void) => () => void;
  every: (milliseconds: number, run: () => void) => () => void;
}

/** Timers of the system; none of them keeps the process alive. */
export const systemScheduler: Scheduler = {
  now: Date.now,
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timer);
  },
  every: (milliseconds, run) => {
    const timer = setInterval(run, milliseconds).unref();
    return () => clearInterval(timer);
  },
};

/** A scheduler that stands still while the computer sleeps; some systems let programs run for moments in between. */
export interface SleepingScheduler extends Scheduler {
  sleep: () => void;
  /** Runs what came due meanwhile, once; what repeats waits for its next turn. */
  wake: () => void;
}

/** Puts that on top of another scheduler. */
export function createSleepingScheduler(base: Scheduler): SleepingScheduler {
  let isAsleep = false;
  const missed = new Set<() => void>();
  return {
    now: base.now,
    after: (milliseconds, run) => {
      const due = (): void => void (isAsleep ? missed.add(run) : run());
      const cancel = base.after(milliseconds, due);
      return () => {
        cancel();
        missed.delete(run);
      };
    },
    every: (milliseconds, run) => base.every(milliseconds, () => !isAsleep && run()),
    sleep: () => {
      isAsleep = true;
    },
    wake: () => {
      isAsleep = false;
      const waiting = [...missed];
      missed.clear();
      for (const run of waiting) run();
    },
  };
}
