import type { Task } from '../client/task.ts';
import { dayKey } from '../i18n/calendar.ts';

/** In the order they are shown. */
const GROUPS = ['overdue', 'today', 'upcoming', 'no_date', 'done'] as const;

/** One of the groups of a list. */
export type Group = (typeof GROUPS)[number];

/** Sorts tasks into the groups people think in, keeping the order of the list within each; empty groups are absent. */
export function groupTasks(tasks: readonly Task[], now: Date, timeZone: string): [Group, Task[]][] {
  const groups = new Map<Group, Task[]>(GROUPS.map((group) => [group, []]));
  for (const task of tasks) groups.get(groupOf(task, now, timeZone))?.push(task);
  return [...groups].filter(([, members]) => members.length > 0);
}

/** True once a pending task's time has passed; a day without a time has passed when the day is over. */
export function isOverdue(task: Task, now: Date, timeZone: string): boolean {
  if (task.status === 'completed' || task.due_at === null) return false;
  const due = new Date(task.due_at);
  return task.due_is_date ? dayKey(due, timeZone) < dayKey(now, timeZone) : due < now;
}

function groupOf(task: Task, now: Date, timeZone: string): Group {
  if (task.status === 'completed') return 'done';
  if (task.due_at === null) return 'no_date';
  if (isOverdue(task, now, timeZone)) return 'overdue';
  return dayKey(new Date(task.due_at), timeZone) === dayKey(now, timeZone) ? 'today' : 'upcoming';
}
