import { type Due, isPastDue, todayIn } from '../dates/calendar/due.ts';
import { formatDue } from '../dates/calendar/format-due.ts';
import { nextOccurrence } from '../dates/recurrence/next-occurrence.ts';
import type { Task } from './task.ts';
import type { TaskColumns } from './task-snapshot.ts';
import type { Turn } from '../ground/turn.ts';

/** When it is, where, and how dates are said there. */
export type Clock = Pick<Turn, 'locale' | 'timeZone' | 'now'>;

/** The columns that say when a task is due. */
export type DueColumns = Pick<TaskColumns, 'dueOn' | 'dueAt' | 'dueZone'>;

/** @returns when a task is due; undefined when it has no date. */
export function dueOf({ dueOn, dueAt, dueZone }: DueColumns): Due | undefined {
  if (dueOn !== null) return { on: dueOn };
  return dueAt === null ? undefined : { at: dueAt, zone: dueZone ?? 'UTC' };
}

/** @param seriesZone where the task repeats; null when it does not. */
export function toDueColumns(due: Due | undefined, seriesZone: string | null): DueColumns {
  return due !== undefined && 'at' in due
    ? { dueOn: null, dueAt: due.at, dueZone: due.zone }
    : { dueOn: due?.on ?? null, dueAt: null, dueZone: seriesZone };
}

/** Says when a task is due, in words of the caller's zone and language. */
export function describeDue(task: Task, clock: Clock): string | null {
  const due = dueOf(task);
  return due === undefined ? null : formatDue(due, clock);
}

/** Whether a task is open and late; a day without a time is late only once it is over where the caller is. */
export function isOverdue(task: Task, clock: Clock): boolean {
  const due = task.status === 'pending' ? dueOf(task) : undefined;
  return due !== undefined && isPastDue(due, clock);
}

/**
 * Nothing of the caller decides it, save where a version that knew no zones made the task.
 *
 * @param done when other occurrences of the series were due that are done already: they do not come again.
 * @returns when a task that is done now comes next; undefined when it does not repeat, or not any more.
 */
export function findNext(
  task: Task,
  { now, timeZone }: Clock,
  done: readonly DueColumns[],
): (DueColumns & { recurrence: string }) | undefined {
  if (task.recurrence === null) return undefined;
  const zone = task.dueZone ?? timeZone;
  const known = new Set(done.map(keyOf));
  let next = nextOccurrence(task.recurrence, { due: dueOf(task) ?? { on: todayIn(now, zone) }, zone, now });
  while (next !== null && known.has(keyOf(toDueColumns(next.due, zone))))
    next = nextOccurrence(next.rrule, { due: next.due, zone, now });
  return next === null ? undefined : { ...toDueColumns(next.due, zone), recurrence: next.rrule };
}

function keyOf({ dueOn, dueAt }: DueColumns): string {
  return dueOn ?? dueAt?.toISOString() ?? '';
}
