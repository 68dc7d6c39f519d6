import { formatDue, isOverdue as isLate } from '../dates/format-due.ts';
import { resolveDue } from '../dates/resolve-due.ts';
import { startOfDay } from '../dates/zoned-time.ts';
import type { Task } from '../models/task.ts';
import type { TaskFilter } from '../models/task-list.ts';
import type { TaskColumns } from '../models/task-snapshot.ts';
import type { ToolContext } from './tool-context.ts';

type Clock = Pick<ToolContext, 'locale' | 'timeZone' | 'now'>;

/** Says when a task is due in the words of the caller's zone and language. */
export function describeDue(task: Task, clock: Clock): string | null {
  return task.dueAt && formatDue(task.dueAt, task.dueIsDate, clock);
}

/** Whether a task is open and late; a day without a time is late only once it is over. */
export function isOverdue(task: Task, clock: Clock): boolean {
  const { status, dueAt, dueIsDate } = task;
  // The first two are cheap, and most tasks are due later.
  return status === 'pending' && dueAt !== null && dueAt < clock.now && isLate(dueAt, dueIsDate, clock);
}
export function resolveSchedule(
  wish: { due?: string | null | undefined; recurrence?: string | null | undefined },
  clock: Clock,
  _current?: Task,
): { values: Partial<Pick<TaskColumns, 'dueAt' | 'dueIsDate' | 'recurrence'>>; warnings: string[] } {
  if (wish.due === null) return { values: { dueAt: null, dueIsDate: false }, warnings: [] };
  if (!wish.due) return { values: {}, warnings: [] };
  const due = resolveDue(wish.due, clock);
  return {
    values: { dueAt: due.dueAt, dueIsDate: due.dueIsDate },
    warnings: due.isPast ? ['The due date is in the past.'] : [],
  };
}
export function resolveDueFilter(due: string, clock: Clock): Pick<TaskFilter, 'due' | 'overdueAt'> {
  switch (due.toLowerCase()) {
    case 'none':
      return { due: 'none' };
    case 'overdue':
      return { overdueAt: { now: clock.now, startOfDay: startOfDay(clock.now, clock.timeZone) } };
    default:
      return {};
  }
}
export function nextDue(_task: Task, _clock: Clock): Pick<TaskColumns, 'dueAt' | 'dueIsDate'> | undefined {
  return undefined;
}
