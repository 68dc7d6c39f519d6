import { AppError } from '../../ground/errors.ts';
import { hasSameContent, takeSnapshot, type TaskColumns, type TaskValues } from '../task-snapshot.ts';
import type { TaskChangeKind } from '../task-change.ts';
import { Task, type NumberedTask } from '../task.ts';
import { seriesOf } from './series.ts';
import { expectRoomForNotes, expectRoomForTask } from './task-quota.ts';
import type { TaskTurn } from '../task-turn.ts';

/** Stores a new task and remembers that it was made. */
export async function createTask(turn: TaskTurn, values: TaskValues & { title: string }): Promise<NumberedTask> {
  const task = await Task.insertNumbered(turn.connection, turn.userId, {
    ...withoutUndefined(values),
    ...seriesOf(values.recurrence, values.seriesId),
    createdAt: turn.now,
    updatedAt: turn.now,
  });
  await expectRoomForTask(turn, task.id);
  await expectRoomForNotes(turn, values.notes);
  turn.recordChange({ kind: 'created', before: null, after: takeSnapshot(task) });
  return task;
}

/**
 * Gets a task to change it; nobody else can until the call ends.
 *
 * @throws AppError `not_found`; `conflict` when the user confirmed a change of another version.
 */
export async function lockTask(turn: TaskTurn, id: number): Promise<Task> {
  const task = await Task.lockOwned(turn.connection, turn.userId, id);
  if (turn.expectedVersion !== undefined && turn.expectedVersion !== task.version) {
    throw new AppError('conflict', `Task ${id} has been changed in the meantime.`);
  }
  return task;
}

/**
 * Changes a locked task and remembers how; only the named columns change.
 *
 * @returns the task as it is now: the very same object when nothing would have changed.
 */
export async function changeTask(
  turn: TaskTurn,
  before: Task,
  kind: TaskChangeKind,
  values: TaskValues,
): Promise<Task> {
  const named = withoutUndefined(values);
  const changed = before.$clone().$set(named);
  if (hasSameContent(takeSnapshot(before), takeSnapshot(changed))) return before;
  const hasMoved = changed.dueOn !== before.dueOn || changed.dueAt?.getTime() !== before.dueAt?.getTime();
  const bookkeeping = {
    version: before.version + 1,
    updatedAt: turn.now,
    ...(hasMoved && { remindedAt: null }),
    ...seriesOf(changed.recurrence, changed.seriesId),
  };
  await Task.updateOwned(turn.connection, turn.userId, before.id, { ...named, ...bookkeeping });
  if (changed.notes !== before.notes) await expectRoomForNotes(turn, changed.notes);
  const after = changed.$set(bookkeeping);
  turn.recordChange({ kind, before: takeSnapshot(before), after: takeSnapshot(after) });
  return after;
}

/** Removes locked tasks and remembers what they were. */
export async function removeTasks(turn: TaskTurn, tasks: readonly Task[]): Promise<void> {
  await Task.deleteOwned(
    turn.connection,
    turn.userId,
    tasks.map(({ id }) => id),
  );
  for (const task of tasks) turn.recordChange({ kind: 'deleted', before: takeSnapshot(task), after: null });
}

function withoutUndefined(values: TaskValues): Partial<TaskColumns> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
