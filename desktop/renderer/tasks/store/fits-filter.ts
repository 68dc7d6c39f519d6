import { compareDue, dayKey, dueDay } from '../../../due-day.ts';
import type { Task, TaskFilter } from '../../../task.ts';
import { daysBetween } from '../../i18n/calendar.ts';
import { isOverdue } from './group-tasks.ts';

/** When and where it is. */
export interface PlaceInTime {
  readonly now: Date;
  readonly timeZone: string;
}

/** Whether the server would list a task under a filter; undefined where only the server can tell, as for "next week". */
export function fitsFilter(task: Task, filter: TaskFilter, at: PlaceInTime): boolean | undefined {
  const { status, priority, tag = '', q = '', due = '' } = filter;
  if (status !== 'all' && task.status !== status) return false;
  if (priority !== undefined && task.priority !== priority) return false;
  if (tag !== '' && !task.tags.includes(tag.toLowerCase())) return false;
  const texts = [fold(task.title), fold(task.notes ?? '')];
  const words = q.split(/\s+/).map(fold);
  if (!words.every((word) => texts.some((text) => text.includes(word)))) return false;
  return due === '' || fitsDue(task, due, at);
}

function fitsDue(task: Task, due: string, { now, timeZone }: PlaceInTime): boolean | undefined {
  const day = dueDay(task, timeZone);
  if (due === 'none') return day === null;
  if (due === 'overdue') return isOverdue(task, now, timeZone);
  const distance = { today: 0, tomorrow: 1 }[due];
  const [, first, last] = /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/.exec(due) ?? [];
  if (distance === undefined && first === undefined) return undefined;
  if (day === null) return false;
  if (distance !== undefined) return daysBetween(dayKey(now, timeZone), day) === distance;
  return first !== undefined && last !== undefined && day >= first && day <= last;
}

/** As the server's search does. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '');
}

/** The order in which the server lists tasks with a status to somebody in a zone. */
export function compareInList(status: TaskFilter['status'], timeZone: string): (a: Task, b: Task) => number {
  if (status === 'completed') return (a, b) => momentOf(b.completed_at) - momentOf(a.completed_at) || b.id - a.id;
  return (a, b) =>
    Number(a.status === 'completed') - Number(b.status === 'completed') ||
    compareDue(a, b, timeZone) ||
    rankOf(a) - rankOf(b) ||
    a.id - b.id;
}

function momentOf(text: string | null): number {
  return text === null ? Number.POSITIVE_INFINITY : Date.parse(text);
}

function rankOf({ priority }: Task): number {
  return priority === null ? 3 : { high: 0, medium: 1, low: 2 }[priority];
}
