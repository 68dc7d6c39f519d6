import { dayKey, dueDay } from '../../../due-day.ts';
import type { Task } from '../../../task.ts';

/** In the order they are shown. */
const GROUPS = ['overdue', 'today', 'upcoming', 'no_date', 'done'] as const;

export type Group = (typeof GROUPS)[number];

/** Sorts tasks into the groups people think in, keeping the order of the list within each; empty groups are absent. */
export function groupTasks(tasks: readonly Task[], now: Date, timeZone: string): [Group, Task[]][] {
  const groups = new Map<Group, Task[]>(GROUPS.map((group) => [group, []]));
  const today = dayKey(now, timeZone);
  for (const task of tasks) groups.get(groupAt(task, { now, today, timeZone }))?.push(task);
  return [...groups].filter(([, members]) => members.length > 0);
}

/** True of a task that should have been done by now. */
export function isOverdue(task: Task, now: Date, timeZone: string): boolean {
  return task.status === 'pending' && hasPassed(task, now, timeZone);
}

/** True once a task's time has passed, done or not; a day without a time has passed when the day is over. */
export function hasPassed(task: Task, now: Date, timeZone: string): boolean {
  return isBefore(task, now, dayKey(now, timeZone));
}

/** The group of a task, by what the server said: a task that was ticked a moment ago stays where the eye is until the list comes anew. */
export function groupOf(task: Task, now: Date, timeZone: string): Group {
  return groupAt(task, { now, today: dayKey(now, timeZone), timeZone });
}

function groupAt(task: Task, { now, today, timeZone }: { now: Date; today: string; timeZone: string }): Group {
  if (task.completed_at !== null) return 'done';
  if (task.due_on === null && task.due_at === null) return 'no_date';
  if (isBefore(task, now, today)) return 'overdue';
  return dueDay(task, timeZone) === today ? 'today' : 'upcoming';
}

function isBefore({ due_on: day, due_at: moment }: Task, now: Date, today: string): boolean {
  return day !== null ? day < today : moment !== null && Date.parse(moment) < now.getTime();
}
