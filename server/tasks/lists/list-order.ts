import { Temporal } from 'temporal-polyfill';
import { raw, type QueryBuilder, type TransactionOrKnex } from 'objection';
import { dueDay } from '../../dates/calendar/due.ts';
import { startOfDate } from '../../dates/calendar/zoned-time.ts';
import { Task } from '../task.ts';
import { dueOf } from '../task-dates.ts';
import type { TaskFilter } from './find-tasks.ts';

/** Where a page of the list ended: what its last task is ordered by. */
export interface TaskPosition extends Pick<Task, 'status' | 'priority' | 'completedAt' | 'id'> {
  /** Whether it has no time, but a day or no date. */
  readonly isDay: boolean;
  /** The day it is due on where the page was asked for; null without a date. */
  readonly on: string | null;
  /** Its time, or the first moment of its day there. */
  readonly at: Date | null;
}

/** These expressions are those of the indexes `tasks_days_in_order` and `tasks_times_in_order`. */
export const DAY = "coalesce(tasks.due_on, 'infinity')";
export const TIME = 'tasks.due_at';
const RANK = "(case tasks.priority when 'high' then 0 when 'medium' then 1 when 'low' then 2 else 3 end)";
const RANKS = { high: 0, medium: 1, low: 2 };

/**
 * Where a day lies among times depends on who asks, so no index has the order of both. Days with the undated, and times,
 * are read each in its own order; in the zone of who asks they become one list.
 *
 * @param days which tasks without a time to read
 * @param times which tasks with a time to read
 */
export async function readInOrder(
  connection: TransactionOrKnex,
  [days, times]: readonly [QueryBuilder<Task>, QueryBuilder<Task>],
  page: { status: TaskFilter['status']; after: TaskPosition | undefined; limit: number; timeZone: string },
): Promise<Task[]> {
  const { status, after, limit, timeZone } = page;
  void days.whereNull(TIME).modify(order, DAY, status, after).limit(limit);
  void times.whereNotNull(TIME).modify(order, TIME, status, after).limit(limit);
  const found = await Task.query(connection).from(raw('(? union all ?) as tasks', days, times));
  const starts = new Map<string, number>();
  const placed = found.map((task) => ({ task, at: momentOf(task, timeZone, starts) }));
  return placed
    .toSorted(comparePlaces)
    .slice(0, limit)
    .map(({ task }) => task);
}

/** @param starts when the days begin that were looked up already, which takes longer than all else */
function momentOf({ dueAt, dueOn }: Task, timeZone: string, starts: Map<string, number>): number {
  if (dueAt !== null) return dueAt.getTime();
  if (dueOn === null) return Number.POSITIVE_INFINITY;
  const known = starts.get(dueOn);
  const start = known ?? startOfDate(Temporal.PlainDate.from(dueOn), timeZone).getTime();
  starts.set(dueOn, start);
  return start;
}

/** Where a task stands in the list of somebody in a zone. */
export function positionOf(task: Task, timeZone: string): TaskPosition {
  const { status, priority, completedAt, id } = task;
  const due = dueOf(task);
  const day = due && dueDay(due, timeZone);
  return {
    status,
    priority,
    completedAt,
    id,
    isDay: task.dueAt === null,
    on: day?.toString() ?? null,
    at: task.dueAt ?? (day ? startOfDate(day, timeZone) : null),
  };
}

interface PlacedTask {
  readonly task: Task;
  readonly at: number;
}

function comparePlaces(a: PlacedTask, b: PlacedTask): number {
  return (
    Number(a.task.status === 'completed') - Number(b.task.status === 'completed') ||
    (a.at === b.at ? 0 : a.at - b.at) ||
    Number(a.task.dueAt !== null) - Number(b.task.dueAt !== null) ||
    rankOf(a.task) - rankOf(b.task) ||
    a.task.id - b.task.id
  );
}

function rankOf({ priority }: Pick<Task, 'priority'>): number {
  return priority === null ? 3 : RANKS[priority];
}

function order(
  query: QueryBuilder<Task>,
  key: typeof DAY | typeof TIME,
  status: TaskFilter['status'],
  after: TaskPosition | undefined,
): void {
  const done = status === 'all' ? "(tasks.status = 'completed'), " : '';
  query.orderByRaw(`${done}${key}, ${RANK}, tasks.id`);
  if (after === undefined) return;
  const isDone = status === 'all' ? [after.status === 'completed'] : [];
  const place = key === DAY ? (after.on ?? 'infinity') : (after.at ?? 'infinity');
  const reached = [...isDone, place];
  const marks = `${isDone.map(() => '?, ').join('')}?::${key === DAY ? 'date' : 'timestamptz'}`;
  if (after.isDay === (key === DAY)) {
    query.whereRaw(`(${done}${key}, ${RANK}, tasks.id) > (${marks}, ?, ?)`, [...reached, rankOf(after), after.id]);
  } else {
    // A day comes before the times on it.
    query.whereRaw(`(${done}${key}) ${after.isDay ? '>=' : '>'} (${marks})`, reached);
  }
}
