import type { QueryBuilder, TransactionOrKnex } from 'objection';
import { DAY, positionOf, readInOrder, TIME, type TaskPosition } from './list-order.ts';
import { TaskText } from './task-text.ts';
import { Task } from '../task.ts';

/** Which of a user's tasks to list; every filter narrows. */
export interface TaskFilter {
  readonly status: 'pending' | 'completed' | 'all';
  /** Each must stand in the title or the notes, whatever its case and accents. */
  readonly words: readonly string[];
  readonly due?: DueBounds | 'none' | undefined;
  /** Whatever the status, only what is not done. */
  readonly isOpen?: boolean;
  readonly priority?: Task['priority'] | undefined;
  readonly tag?: string | undefined;
}

/** Due on one of these days, or at one of these times. */
interface DueBounds {
  /** From the first to the last, which is included. */
  readonly days: { readonly from?: string | undefined; readonly through?: string | undefined };
  /** At or after `from` and before `until`. */
  readonly times: { readonly from?: Date | undefined; readonly until?: Date | undefined };
}

export interface TaskPage {
  readonly tasks: readonly Task[];
  readonly hasMore: boolean;
  /** Where the next page begins. */
  readonly end: TaskPosition | undefined;
  /** How many tasks the filter finds, on all pages. */
  readonly total: number;
}

/**
 * Finds open tasks by due date, priority and number, done ones newest first, and both together open ones first. A day
 * comes before the times on it, as who asks sees them.
 *
 * @param page.timeZone of who asks
 */
export async function findTasks(
  connection: TransactionOrKnex,
  userId: string,
  filter: TaskFilter,
  page: { readonly limit: number; readonly after?: TaskPosition | undefined; readonly timeZone: string },
): Promise<TaskPage> {
  const { limit, after, timeZone } = page;
  const own = () => Task.query(connection).modify('ownedBy', userId);
  const { status } = filter;
  const found =
    status === 'completed'
      ? await own()
          .modify(narrow, filter)
          .modify(orderDone, after)
          .limit(limit + 1)
      : await readInOrder(connection, [own().modify(narrow, filter, 'days'), own().modify(narrow, filter, 'times')], {
          status,
          after,
          limit: limit + 1,
          timeZone,
        });
  const hasMore = found.length > limit;
  const isWhole = after === undefined && !hasMore;
  const tasks = found.slice(0, limit);
  const last = tasks.at(-1);
  return {
    tasks,
    hasMore,
    end: last && positionOf(last, timeZone),
    total: isWhole ? found.length : await own().modify(narrow, filter).resultSize(),
  };
}

/** Leaves the tasks that a filter keeps; of those with a time, or without one, when only these are asked for. */
export function narrow(query: QueryBuilder<Task>, filter: TaskFilter, only?: 'days' | 'times'): void {
  const { due } = filter;
  if (filter.status !== 'all') query.where('tasks.status', filter.status);
  if (filter.isOpen === true) query.where('tasks.status', 'pending');
  if (filter.priority) query.where('tasks.priority', filter.priority);
  if (filter.tag !== undefined) query.whereRaw('tasks.tags @> array[?]::text[]', [filter.tag]);
  if (filter.words.length > 0) query.where(TaskText.containsAll(filter.words));
  if (due === 'none') query.whereNull('tasks.dueOn').whereNull('tasks.dueAt');
  else if (due !== undefined) {
    query.where((either) => {
      if (only !== 'times') either.where((days) => narrowDays(days, due.days));
      if (only !== 'days') either.orWhere((times) => narrowTimes(times, due.times));
    });
  }
}

function narrowDays(query: QueryBuilder<Task>, { from, through }: DueBounds['days']): void {
  query.whereNotNull('tasks.dueOn');
  if (from !== undefined) query.whereRaw(`${DAY} >= ?::date`, [from]);
  if (through !== undefined) query.whereRaw(`${DAY} <= ?::date`, [through]);
}

function narrowTimes(query: QueryBuilder<Task>, { from, until }: DueBounds['times']): void {
  query.whereNotNull('tasks.dueAt');
  if (from !== undefined) query.whereRaw(`${TIME} >= ?`, [from]);
  if (until !== undefined) query.whereRaw(`${TIME} < ?`, [until]);
}

function orderDone(query: QueryBuilder<Task>, after: TaskPosition | undefined): void {
  query.orderByRaw('tasks.completed_at desc, tasks.id desc');
  if (after) query.whereRaw('(tasks.completed_at, tasks.id) < (?, ?)', [after.completedAt, after.id]);
}
