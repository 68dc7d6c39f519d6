import type { RecordedChange } from '../task-change.ts';
import type { TaskSnapshot } from '../task-snapshot.ts';

/** From this many existing tasks on, changes wait for the user's yes. */
export const BULK = 3;

/** A task that a call changes, removes or brings back. */
export interface TouchedTask {
  readonly taskId: number;
  /** As it was before; 0 for a task that the call brings back. */
  readonly version: number;
  readonly title: string;
  readonly isRemoved: boolean;
  /** Null when the call brings the task back. */
  readonly before: TaskSnapshot | null;
  /** Null when the call removes it. */
  readonly after: TaskSnapshot | null;
}

/** Which tasks a call changes, besides those it makes; read from what it did, so it holds for every tool there will be. */
export function findTouched(changes: readonly RecordedChange[]): TouchedTask[] {
  const byTask = Map.groupBy(changes, ({ before, after }) => (before ?? after)?.id);
  return [...byTask].flatMap(([taskId, [first, ...later]]) => {
    const last = later.at(-1) ?? first;
    const task = first?.before ?? first?.after;
    if (taskId === undefined || !first || !last || !task) return [];
    const isNew = first.before === null && first.kind !== 'restored';
    if (isNew || isWithdrawn(last, changes)) return [];
    const { before } = first;
    const { after } = last;
    return [{ taskId, version: before?.version ?? 0, title: task.title, isRemoved: after === null, before, after }];
  });
}

/** Which tasks a call makes that were not there before, and come of no other task. */
export function findAdded(changes: readonly RecordedChange[]): TaskSnapshot[] {
  return changes.flatMap(({ kind, after }) =>
    kind === 'created' && after !== null && after.previous_id === null ? [after] : [],
  );
}

/** An occurrence that nobody has touched goes away when an earlier one opens again: nothing of the user's is lost. */
function isWithdrawn({ before, after }: RecordedChange, changes: readonly RecordedChange[]): boolean {
  if (after !== null || before?.version !== 1 || before.previous_id === null || before.series_id === null) return false;
  return changes.some((change) => change.kind === 'reopened' && change.after?.series_id === before.series_id);
}
