import { randomUUID } from 'node:crypto';
import type { TaskSnapshot } from '../task-snapshot.ts';
import { Task } from '../task.ts';
import type { TaskTurn } from '../task-turn.ts';

/** The series of a task whose rule is set: the one it is in, or a new one. What lost its rule stays where it was. */
export function seriesOf(
  recurrence: string | null | undefined,
  current: string | null | undefined,
): { seriesId?: string } {
  return recurrence && !current ? { seriesId: randomUUID() } : {};
}

/**
 * Which of the snapshots can be restored without a series having a second open occurrence. The series are locked
 * before, so that nobody opens one in between.
 *
 * @param changing numbers of the tasks that the snapshots, and what is removed with them, replace
 */
export async function findRestorable(
  { connection, userId }: Pick<TaskTurn, 'connection' | 'userId'>,
  snapshots: readonly TaskSnapshot[],
  changing: readonly number[],
): Promise<ReadonlySet<number>> {
  const open = await Task.lockOpenOfSeries(connection, userId, openedSeries(snapshots));
  return restorableBeside(open, snapshots, changing);
}

/** The series of which the snapshots would open an occurrence. */
export function openedSeries(snapshots: readonly TaskSnapshot[]): string[] {
  return snapshots.filter(({ status }) => status === 'pending').flatMap(({ series_id }) => series_id ?? []);
}

/** @param open the occurrences of those series that are open; others as above */
export function restorableBeside(
  open: readonly Task[],
  snapshots: readonly TaskSnapshot[],
  changing: readonly number[],
): ReadonlySet<number> {
  const taken = new Set(open.filter(({ id }) => !changing.includes(id)).map(({ seriesId }) => seriesId));
  const isRefused = ({ status, series_id }: TaskSnapshot) =>
    status === 'pending' && series_id !== null && taken.has(series_id);
  return new Set(snapshots.filter((snapshot) => !isRefused(snapshot)).map(({ id }) => id));
}
