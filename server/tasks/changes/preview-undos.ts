import type { Knex } from '../../database/database.ts';
import { Task } from '../task.ts';
import { TaskChange, type BatchRow } from '../task-change.ts';
import { isUntouched, keepSeries, planReversals, type Reversal } from './reversal.ts';
import { openedSeries, restorableBeside } from './series.ts';

/** Where a batch of changes stands, and what would come of taking it back; of one that is taken back, of doing it again. */
export interface BatchState {
  /** The end of its chain of undos: what is in force. */
  readonly end: BatchRow;
  /** What that end did something to. */
  readonly touched: ReadonlySet<number>;
  /** What taking the end back would do something to: none that was changed since. */
  readonly reversible: ReadonlySet<number>;
}

/**
 * Looks at what `undoBatch` would do, without doing or locking anything; a batch that is not the user's is left out.
 *
 * @param alsoIds tasks that are asked for besides
 * @returns with the tasks as they are, of the batches and those asked for
 */
export async function previewUndos(
  database: Knex,
  userId: string,
  batchIds: readonly string[],
  alsoIds: readonly number[],
): Promise<{ batches: Map<string, BatchState>; tasks: Map<number, Task> }> {
  const changes = batchIds.length === 0 ? [] : await TaskChange.findInForce(database, userId, batchIds);
  const plans = [...Map.groupBy(changes, ({ root }) => root)].map(([root, made]) => {
    const [first] = made;
    const end = {
      batchId: first?.batchId ?? root,
      conversationId: first?.endConversationId ?? null,
      isUndo: first?.endIsUndo ?? false,
    };
    return { root, end, reversals: planReversals(made) };
  });
  const ids = plans.flatMap(({ reversals }) => reversals.map(({ taskId }) => taskId));
  const tasks = await findTasks(database, userId, [...new Set([...ids, ...alsoIds])]);
  const possible = plans.map(({ reversals }) =>
    reversals
      .filter((reversal) => isUntouched(reversal, tasks.get(reversal.taskId)))
      .map((reversal) => keepSeries(reversal, tasks.get(reversal.taskId))),
  );
  const opened = openedSeries(possible.flat().flatMap(({ before }) => before ?? []));
  const open = await Task.findOpenOfSeries(database, userId, opened);
  const states = plans.map(({ root, end, reversals }, index): [string, BatchState] => [
    root,
    {
      end,
      touched: new Set(reversals.map(({ taskId }) => taskId)),
      reversible: reversibleBeside(open, possible[index] ?? []),
    },
  ]);
  return { batches: new Map(states), tasks };
}

async function findTasks(database: Knex, userId: string, ids: readonly number[]): Promise<Map<number, Task>> {
  if (ids.length === 0) return new Map();
  const tasks = await Task.query(database)
    .modify('ownedBy', userId)
    .whereIn('id', [...ids]);
  return new Map(tasks.map((task) => [task.id, task]));
}

function reversibleBeside(open: readonly Task[], reversals: readonly Reversal[]): ReadonlySet<number> {
  const snapshots = reversals.flatMap(({ before }) => before ?? []);
  const ids = reversals.map(({ taskId }) => taskId);
  const restorable = restorableBeside(open, snapshots, ids);
  const isLeft = ({ taskId, before }: Reversal) => before === null || restorable.has(taskId);
  return new Set(reversals.filter(isLeft).map(({ taskId }) => taskId));
}
