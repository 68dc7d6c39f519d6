import type { QueryBuilder, TransactionOrKnex } from 'objection';
import { containsWords, foldWord } from './contains-words.ts';
import { Task } from '../task.ts';

/** Which of a user's tasks to list; every filter narrows. */
export interface TaskFilter {
  readonly status: 'pending' | 'completed' | 'all';
  /** Each must stand in the title or the notes, whatever its case and accents. */
  readonly words: readonly string[];
  /** Due at or after `from` and before `until`. */
  readonly due?: { readonly from?: Date | undefined; readonly until?: Date | undefined } | 'none' | undefined;
  /** Late at this moment, on a day that started then. */
  readonly overdueAt?: { readonly now: Date; readonly startOfDay: Date } | undefined;
  readonly priority?: Task['priority'] | undefined;
  readonly tag?: string | undefined;
}

/** Where a page of the list ended: what the last task is ordered by. */
export type TaskPosition = Pick<Task, 'status' | 'dueAt' | 'priority' | 'completedAt' | 'id'>;

export interface TaskPage {
  readonly tasks: readonly Task[];
  readonly hasMore: boolean;
  /** How many tasks the filter finds, on all pages. */
  readonly total: number;
}

/** Finds open tasks by due date, priority and number, done ones newest first, and both together open ones first. */
export async function findTasks(
  connection: TransactionOrKnex,
  userId: string,
  filter: TaskFilter,
  page: { readonly limit: number; readonly after?: TaskPosition | undefined },
): Promise<TaskPage> {
  const found = await Task.query(connection)
    .modify('ownedBy', userId)
    .modify(narrow, filter)
    .modify(order, filter.status, page.after)
    .limit(page.limit + 1);
  const hasMore = found.length > page.limit;
  const isWhole = page.after === undefined && !hasMore;
  const total = isWhole
    ? found.length
    : await Task.query(connection).modify('ownedBy', userId).modify(narrow, filter).resultSize();
  return { tasks: found.slice(0, page.limit), hasMore, total };
}

/** These expressions are those of the index `tasks_in_list_order`. */
const DUE = "coalesce(tasks.due_at, 'infinity')";
const RANK = "(case tasks.priority when 'high' then 0 when 'medium' then 1 when 'low' then 2 else 3 end)";
const RANKS = { high: 0, medium: 1, low: 2 };

/** Leaves the tasks that a filter keeps. */
export function narrow(query: QueryBuilder<Task>, filter: TaskFilter): void {
  if (filter.status !== 'all') query.where('tasks.status', filter.status);
  if (filter.priority) query.where('tasks.priority', filter.priority);
  if (filter.tag !== undefined) query.whereRaw('tasks.tags @> array[?]::text[]', [filter.tag]);
  if (filter.due === 'none') query.whereNull('tasks.dueAt');
  else if (filter.due !== undefined) narrowDue(query, filter.due);
  if (filter.overdueAt !== undefined) narrowOverdue(query, filter.overdueAt);
  if (filter.words.length > 0) query.whereRaw(containsWords(filter.words.length), filter.words.map(foldWord));
}

function narrowDue(
  query: QueryBuilder<Task>,
  { from, until }: { from?: Date | undefined; until?: Date | undefined },
): void {
  query.whereNotNull('tasks.dueAt');
  if (from !== undefined) query.whereRaw(`${DUE} >= ?`, [from]);
  if (until !== undefined) query.whereRaw(`${DUE} < ?`, [until]);
}

/** A day without a time is late only once that day is over. */
function narrowOverdue(query: QueryBuilder<Task>, { now, startOfDay }: { now: Date; startOfDay: Date }): void {
  query
    .where('tasks.status', 'pending')
    .whereRaw(`${DUE} < ?`, [now])
    .whereRaw('(not tasks.due_is_date or tasks.due_at < ?)', [startOfDay]);
}

function order(query: QueryBuilder<Task>, status: TaskFilter['status'], after: TaskPosition | undefined): void {
  if (status === 'completed') {
    query.orderByRaw('tasks.completed_at desc, tasks.id desc');
    if (after) query.whereRaw('(tasks.completed_at, tasks.id) < (?, ?)', [after.completedAt, after.id]);
    return;
  }
  const [done, doneAfter] =
    status === 'all' ? ["(tasks.status = 'completed'), ", [after?.status === 'completed']] : ['', []];
  query.orderByRaw(`${done}${DUE}, ${RANK}, tasks.id`);
  if (after) {
    const rank = after.priority === null ? 3 : RANKS[after.priority];
    query.whereRaw(
      `(${done}${DUE}, ${RANK}, tasks.id) > (${doneAfter.map(() => '?, ').join('')}?::timestamptz, ?, ?)`,
      [...doneAfter, after.dueAt ?? 'infinity', rank, after.id],
    );
  }
}
