import type { Task } from '../models/task.ts';
import type { TaskFilter } from '../models/task-list.ts';
import type { TaskColumns } from '../models/task-snapshot.ts';
import type { ToolContext } from './tool-context.ts';

type Clock = Pick<ToolContext, 'locale' | 'timeZone' | 'now'>;

export function describeDue(task: Task, _clock: Clock): string | null {
  return task.dueAt?.toISOString() ?? null;
}
export function isOverdue(task: Task, clock: Clock): boolean {
  return task.status === 'pending' && task.dueAt !== null && task.dueAt < clock.now;
}
export function resolveSchedule(
  wish: { due?: string | null | undefined; recurrence?: string | null | undefined },
  _clock: Clock,
  _current?: Task,
): { values: Partial<Pick<TaskColumns, 'dueAt' | 'dueIsDate' | 'recurrence'>>; warnings: string[] } {
  return { values: wish.due ? { dueAt: new Date(wish.due), dueIsDate: false } : {}, warnings: [] };
}
export function resolveDueFilter(_due: string, _clock: Clock): Pick<TaskFilter, 'due' | 'overdueAt'> {
  return {};
}
export function nextDue(_task: Task, _clock: Clock): Pick<TaskColumns, 'dueAt' | 'dueIsDate'> | undefined {
  return undefined;
}
