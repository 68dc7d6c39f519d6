import { raw, type TransactionOrKnex } from 'objection';
import { narrow, type TaskFilter } from './find-tasks.ts';
import { Task } from '../task.ts';

/** How many tasks there are by when they are due; each is counted once. */
export interface TaskCounts {
  /** Open and late. */
  readonly overdue: number;
  /** Open and not late, one number for each of the days that were asked for. */
  readonly days: readonly number[];
  /** Open and due after the last of those days. */
  readonly later: number;
  readonly noDate: number;
  readonly done: number;
}

/**
 * Counts in one statement, over the index `tasks_to_count_due`.
 *
 * @param clock.days today and the days after it, and the day after the last
 * @param clock.starts the first instants of these days
 */
export async function countTasks(
  connection: TransactionOrKnex,
  userId: string,
  filter: TaskFilter,
  { now, days, starts }: { readonly now: Date; readonly days: readonly string[]; readonly starts: readonly Date[] },
): Promise<TaskCounts> {
  const rows = await Task.query(connection)
    .modify('ownedBy', userId)
    .modify(narrow, filter)
    .select(raw(BUCKET, [now, days[0], days, starts]).as('bucket'), raw('count(*)::integer').as('count'))
    .groupBy('bucket')
    .castTo<{ bucket: string; count: number }[]>();
  const counts = new Map(rows.map(({ bucket, count }) => [bucket, count]));
  const countOf = (bucket: string): number => counts.get(bucket) ?? 0;
  return {
    overdue: countOf('overdue'),
    days: days.slice(1).map((_, index) => countOf(String(index + 1))),
    later: countOf(String(days.length)),
    noDate: countOf('no_date'),
    done: countOf('done'),
  };
}

/** A day without a time is late only once that day is over; what is left falls between two of the days. */
const BUCKET = `case
  when tasks.status = 'completed' then 'done'
  when tasks.due_on is null and tasks.due_at is null then 'no_date'
  when tasks.due_at < ? or tasks.due_on < ?::date then 'overdue'
  else coalesce(width_bucket(tasks.due_on, ?::date[]), width_bucket(tasks.due_at, ?::timestamptz[]))::text end`;
