import { AppError } from '../../ground/errors.ts';
import { TaskChange, type TaskChangeKind, type UndoneKind } from '../task-change.ts';
import { takeSnapshot, type TaskSnapshot } from '../task-snapshot.ts';
import { Task } from '../task.ts';
import { presentTask } from '../present-task.ts';
import { isUntouched, keepSeries, planReversals, type Reversal } from './reversal.ts';
import { findRestorable } from './series.ts';
import type { TaskView } from '../task-fields.ts';
import type { TaskTurn } from '../task-turn.ts';

/** What an undo took back and what it left. */
interface UndoReport {
  /** Whether an undo was taken back, which does again what it had undone. */
  redone: boolean;
  undone: { task: TaskView; before?: TaskView; what: UndoneKind }[];
  skipped: { task_id: number; reason: string }[];
}

/**
 * Takes a batch of changes back, whole; of a batch that is an undo, what it undid is done again. A task that has been
 * changed since is left alone and reported.
 *
 * @throws AppError `not_found` when the user has no such batch; `conflict` when it is taken back already.
 */
export async function undoBatch(batchId: string, turn: TaskTurn): Promise<UndoReport> {
  const { connection, userId } = turn;
  const named = await TaskChange.findBatches(connection, userId, [batchId]);
  const [first] = named;
  const end = (await TaskChange.findEndsOfChains(connection, userId, [batchId])).get(batchId);
  if (!first || !end || !isReachable(first, turn)) throw new AppError('not_found', 'That change cannot be found.');
  const isUndo = first.undoOf !== null && !first.isRedo;
  if (end.isUndo !== isUndo)
    throw new AppError('conflict', isUndo ? 'That has been done again already.' : 'That has been undone already.');

  const changes = end.batchId === batchId ? named : await TaskChange.findBatches(connection, userId, [end.batchId]);
  const reversals = planReversals(changes);
  const ids = reversals.map(({ taskId }) => taskId);
  const seriesIds = reversals.flatMap(({ before }) => before?.series_id ?? []);
  await Task.lockSeries(connection, userId, { ids, seriesIds });
  const tasks = new Map((await Task.lockAllOwned(connection, userId, ids)).map((task) => [task.id, task]));
  const untouched = reversals
    .filter((reversal) => isUntouched(reversal, tasks.get(reversal.taskId)))
    .map((reversal) => keepSeries(reversal, tasks.get(reversal.taskId)));
  const possible = await withoutSecondOpen(untouched, turn);
  const undone = await reverse(end, possible, tasks, turn);
  const skipped = reversals
    .filter(({ taskId }) => !possible.some((reversal) => reversal.taskId === taskId))
    .map(({ taskId }) => ({
      task_id: taskId,
      reason: untouched.some((reversal) => reversal.taskId === taskId)
        ? 'Another occurrence of it is open.'
        : tasks.has(taskId)
          ? 'It has been changed since.'
          : 'It has been deleted since.',
    }));
  if (skipped.some(({ task_id }) => turn.confirmedTasks?.has(task_id)))
    throw new AppError('conflict', 'Something in it has been changed in the meantime.');
  return { redone: isUndo, undone, skipped };
}

/** A conversation, and an outside client, take back their own changes only; the user's own clicks and yes reach all. */
function isReachable(change: TaskChange, { door, conversationId, confirmedTasks }: TaskTurn): boolean {
  if (confirmedTasks !== undefined) return true;
  if (door === 'chat') return change.conversationId === conversationId;
  return door === 'rest' || change.door === door;
}

async function withoutSecondOpen(reversals: readonly Reversal[], turn: TaskTurn): Promise<Reversal[]> {
  const restorable = await findRestorable(
    turn,
    reversals.flatMap(({ before }) => before ?? []),
    reversals.map(({ taskId }) => taskId),
  );
  return reversals.filter(({ taskId, before }) => before === null || restorable.has(taskId));
}

async function reverse(
  end: { readonly batchId: string; readonly isUndo: boolean },
  reversals: readonly Reversal[],
  tasks: ReadonlyMap<number, Task>,
  turn: TaskTurn,
): Promise<UndoReport['undone']> {
  const { connection, userId } = turn;
  await Task.deleteOwned(
    connection,
    userId,
    reversals.flatMap(({ taskId, before }) => (before === null ? [taskId] : [])),
  );
  const restored = await Task.restoreAll(
    connection,
    userId,
    reversals.flatMap(({ taskId, before, newestVersion }) => {
      const task = tasks.get(taskId);
      const version = Math.max(newestVersion, task?.version ?? 0) + 1;
      return before
        ? [{ ...before, version, updated_at: turn.now.toISOString(), reminded_at: remindedAt(before, task) }]
        : [];
    }),
  );
  const restoredById = new Map(restored.map((task) => [task.id, task]));

  return reversals.flatMap(({ taskId, before, after }) => {
    const removed = tasks.get(taskId);
    const task = restoredById.get(taskId);
    const what = describeChange(before, after);
    turn.recordChange({
      kind: OPPOSITES[what],
      before: removed ? takeSnapshot(removed) : null,
      after: task ? takeSnapshot(task) : null,
      undoOf: end.batchId,
      isRedo: end.isUndo,
    });
    const shown = task ?? removed;
    if (!shown) return [];
    const earlier = task && removed ? { before: presentTask(removed, turn) } : {};
    return [{ task: presentTask(shown, turn), ...earlier, what }];
  });
}

/** Whether a task was reminded of belongs to its due date: it may have been, or put off, since the change. */
function remindedAt(before: TaskSnapshot, task: Task | undefined): string | null {
  const now = task && takeSnapshot(task);
  const isSame = now?.due_on === before.due_on && now?.due_at === before.due_at;
  return isSame ? now.reminded_at : before.reminded_at;
}

const OPPOSITES: Record<UndoneKind, TaskChangeKind> = {
  created: 'deleted',
  deleted: 'restored',
  completed: 'reopened',
  reopened: 'completed',
  updated: 'updated',
};

function describeChange(before: TaskSnapshot | null, after: TaskSnapshot | null): UndoneKind {
  if (before === null) return 'created';
  if (after === null) return 'deleted';
  if (before.status === after.status) return 'updated';
  return after.status === 'completed' ? 'completed' : 'reopened';
}
