import type { Task, TaskSummary } from '../../../task.ts';
import { dayKey, dueDay } from '../../../due-day.ts';
import { daysBetween } from '../../i18n/calendar.ts';
import type { PlaceInTime } from './fits-filter.ts';
import { groupOf, type Group } from './group-tasks.ts';

/** Adds a task to the counts, or with -1 takes it out of them, until the server has counted again. */
export function countTask(summary: TaskSummary, task: Task, by: 1 | -1, { now, timeZone }: PlaceInTime): TaskSummary {
  const group = groupOf(task, now, timeZone);
  if (group === 'done') return { ...summary, done: summary.done + by };
  const counted = { ...summary, open: summary.open + by };
  if (group !== 'upcoming') return { ...counted, [group]: summary[group] + by };
  const today = dayKey(now, timeZone);
  const ahead = daysBetween(today, dueDay(task, timeZone) ?? today);
  const days = summary.next_days.map((day, index) => (index + 1 === ahead ? { ...day, count: day.count + by } : day));
  return { ...counted, next_days: days, later: summary.later + (ahead > days.length ? by : 0) };
}

/** How many tasks of a group there are, on all pages. */
export function countOf(summary: TaskSummary, group: Group): number {
  return group === 'upcoming' ? countNextDays(summary) + summary.later : summary[group];
}

/** How many tasks are due in the days after today. */
export function countNextDays({ next_days: days }: TaskSummary): number {
  return days.reduce((sum, { count }) => sum + count, 0);
}
