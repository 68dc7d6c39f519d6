import type { Scheduler } from '../ground/scheduler.ts';

const PATIENCE_MS = 30_000;

/** Asks the page to keep what is being written in it before the app restarts. */
export interface DraftFlush {
  /** Resolves when the page answered, there is none, or it had long enough. */
  ask: () => Promise<void>;
  /** The page kept everything. */
  answered: () => void;
}

/**
 * Connects the question and its answer.
 *
 * @param request puts the question to the page; false when no page listens
 */
export function createDraftFlush(request: () => boolean, scheduler: Scheduler): DraftFlush {
  const waiting = new Set<() => void>();
  const answered = (): void => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  return {
    answered,
    ask: () =>
      new Promise((resolve) => {
        const cancel = scheduler.after(PATIENCE_MS, resolve);
        waiting.add(() => {
          cancel();
          resolve();
        });
        if (!request()) answered();
      }),
  };
}
