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

/** Looks at what `undoBatch` would do, without doing or locking anything; a batch that is not the user's is left out. */
export async function previewUndos(
  database: Knex,
  userId: string,
  batchIds: readonly string[],
): Promise<Map<string, BatchState>> {
  if (batchIds.length === 0) return new Map();
  const ends = await TaskChange.findEndsOfChains(database, userId, batchIds);
  const endIds = [...new Set([...ends.values()].map(({ batchId }) => batchId))];
  const changes = Map.groupBy(await TaskChange.findBatches(database, userId, endIds), ({ batchId }) => batchId);
  const plans = new Map([...changes].map(([batchId, made]) => [batchId, planReversals(made)]));
  const tasks = await findTasks(database, userId, [...plans.values()].flat());
  const possible = new Map(
    [...plans].map(([batchId, reversals]) => [
      batchId,
      reversals
        .filter((reversal) => isUntouched(reversal, tasks.get(reversal.taskId)))
        .map((reversal) => keepSeries(reversal, tasks.get(reversal.taskId))),
    ]),
  );
  const opened = openedSeries([...possible.values()].flat().flatMap(({ before }) => before ?? []));
  const open = await Task.findOpenOfSeries(database, userId, opened);
  return new Map(
    [...ends].map(([asked, end]) => [
      asked,
      {
        end,
        touched: new Set(plans.get(end.batchId)?.map(({ taskId }) => taskId)),
        reversible: reversibleBeside(open, possible.get(end.batchId) ?? []),
      },
    ]),
  );
}

async function findTasks(
  database: Knex,
  userId: string,
  reversals: readonly Reversal[],
): Promise<ReadonlyMap<number, Task>> {
  const ids = [...new Set(reversals.map(({ taskId }) => taskId))];
  const tasks = await Task.query(database).modify('ownedBy', userId).whereIn('id', ids);
  return new Map(tasks.map((task) => [task.id, task]));
}

function reversibleBeside(open: readonly Task[], reversals: readonly Reversal[]): ReadonlySet<number> {
  const snapshots = reversals.flatMap(({ before }) => before ?? []);
  const ids = reversals.map(({ taskId }) => taskId);
  const restorable = restorableBeside(open, snapshots, ids);
  return new Set(reversals.filter(({ taskId, before }) => before === null || restorable.has(taskId)).map(({ taskId }) => taskId));
}
