import type { Task } from '../task.ts';
import type { TaskChange } from '../task-change.ts';
import { hasSameContent, takeSnapshot, type TaskSnapshot } from '../task-snapshot.ts';

/** How to take back all that a batch did to one task. */
export interface Reversal {
  readonly taskId: number;
  /** What the task becomes again; null when the batch made it. */
  readonly before: TaskSnapshot | null;
  /** What the batch left; null when it deleted the task. */
  readonly after: TaskSnapshot | null;
  readonly newestVersion: number;
}

/** Puts together what a batch did to each task, to be taken back at once. */
export function planReversals(changes: readonly TaskChange[]): Reversal[] {
  const reversals = new Map<number, Reversal>();
  for (const { taskId, before, after } of changes) {
    const earlier = reversals.get(taskId);
    const versions = [earlier?.newestVersion, before?.version, after?.version];
    reversals.set(taskId, {
      taskId,
      before: earlier ? earlier.before : before,
      after,
      newestVersion: Math.max(...versions.filter((version) => version !== undefined)),
    });
  }
  // A task that was made and deleted in one batch leaves nothing to take back.
  return [...reversals.values()].filter(({ before, after }) => before !== null || after !== null);
}

/** Whether a task is as the batch left it, gone or there. */
export function isUntouched({ after }: Reversal, task: Task | undefined): boolean {
  if (after === null || task === undefined) return after === null && task === undefined;
  return hasSameContent(after, takeSnapshot(task));
}

/** A snapshot of before there were series leaves the task in the one it is in. */
export function keepSeries(reversal: Reversal, task: Task | undefined): Reversal {
  const { before } = reversal;
  if (before === null || before.series_id !== null) return reversal;
  return { ...reversal, before: { ...before, series_id: task?.seriesId ?? null } };
}
