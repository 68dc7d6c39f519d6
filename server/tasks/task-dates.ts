import { Temporal } from 'temporal-polyfill';
import { formatDue, isPastDue } from '../dates/calendar/format-due.ts';
import { startOfDate, toWallClock } from '../dates/calendar/zoned-time.ts';
import { nextOccurrence } from '../dates/recurrence/next-occurrence.ts';
import type { Task } from './task.ts';
import type { TaskColumns } from './task-snapshot.ts';
import type { Turn } from '../ground/turn.ts';

/** When it is, where, and how dates are said there. */
export type Clock = Pick<Turn, 'locale' | 'timeZone' | 'now'>;

/** Says when a task is due, in words of the caller's zone and language. */
export function describeDue(task: Task, clock: Clock): string | null {
  return task.dueAt && formatDue(task.dueAt, task.dueIsDate, clock);
}

/** Whether a task is open and late; a day without a time is late only once it is over. */
export function isOverdue({ status, dueAt, dueIsDate }: Task, clock: Clock): boolean {
  // The first tests are cheap, and most tasks are due later.
  return status === 'pending' && dueAt !== null && dueAt < clock.now && isPastDue(dueAt, dueIsDate, clock);
}

/** @returns when a task that is done now comes next; undefined when it does not repeat, or not any more. */
export function findNext(
  { recurrence, dueAt, dueIsDate }: Task,
  { now, timeZone }: Clock,
): Pick<TaskColumns, 'dueAt' | 'dueIsDate' | 'recurrence'> | undefined {
  if (recurrence === null) return undefined;
  const isDay = dueAt === null || dueIsDate;
  const day = toWallClock(dueAt ?? now, timeZone).toPlainDate();
  const due = isDay ? { on: day.toString() } : { at: dueAt, zone: timeZone };
  const next = nextOccurrence(recurrence, { due, zone: timeZone, now });
  if (next === null) return undefined;
  const nextAt = 'on' in next.due ? startOfDate(Temporal.PlainDate.from(next.due.on), timeZone) : next.due.at;
  return { dueAt: nextAt, dueIsDate: isDay, recurrence: next.rrule };
}
