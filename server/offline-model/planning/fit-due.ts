import type { TaskChanges } from '../understanding/intent.ts';
import { describePhrase } from '../understanding/find-when.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import type { TurnScope } from './turn-scope.ts';

/**
 * The phrase for a new due date, completed from the old one: "6pm" keeps the day, "friday" keeps the time.
 * The phrase itself is left to the tools to resolve.
 */
export function fitDue(phrase: string, task: KnownTask, scope: TurnScope): string {
  if (!task.due_at) return phrase;
  const { hasDay, hasTime } = describePhrase(phrase, scope.pack.tag);
  const { date, time } = toLocal(task.due_at, scope.conversation.timeZone);
  if (hasTime && !hasDay) return `${date} ${phrase}`;
  return hasDay && !hasTime && !task.due_is_date ? `${phrase} ${time}` : phrase;
}

/** The due date so much later than it is, or than now when there is none; calendar days, so no hour is lost to a zone. */
export function shiftDue(task: KnownTask, shift: NonNullable<TaskChanges['shift']>, scope: TurnScope): string {
  const { timeZone, now } = scope.conversation;
  const from = task.due_at ? toLocal(task.due_at, timeZone) : { date: now.slice(0, 10), time: now.slice(11, 16) };
  const moment = new Date(`${from.date}T${from.time || '00:00'}:00Z`);
  if ('months' in shift) moment.setUTCMonth(moment.getUTCMonth() + shift.months);
  if ('days' in shift) moment.setUTCDate(moment.getUTCDate() + shift.days);
  if ('minutes' in shift) moment.setUTCMinutes(moment.getUTCMinutes() + shift.minutes);
  const [date = '', time = ''] = moment.toISOString().split('T');
  const isDay = !('minutes' in shift) && (task.due_is_date || !task.due_at);
  return isDay ? date : `${date} ${time.slice(0, 5)}`;
}

function toLocal(instant: string, timeZone: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant));
  const [date = '', time = ''] = parts.split(' ');
  return { date, time };
}
