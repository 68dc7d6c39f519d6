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
