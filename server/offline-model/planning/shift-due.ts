import type { TaskChanges } from '../understanding/intent.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import type { TurnScope } from './turn-scope.ts';

/** The due date so much later than it is, or than now when there is none; calendar days, so no hour is lost to a zone. */
export function shiftDue(task: KnownTask, shift: NonNullable<TaskChanges['shift']>, scope: TurnScope): string {
  const { timeZone, now } = scope.conversation;
  const from = task.due_at ? toLocal(task.due_at, timeZone) : { date: now.slice(0, 10), time: now.slice(11, 16) };
  const moment = new Date(`${task.due_on ?? from.date}T${task.due_on ? '00:00' : from.time || '00:00'}:00Z`);
  if ('months' in shift) moment.setUTCMonth(moment.getUTCMonth() + shift.months);
  if ('days' in shift) moment.setUTCDate(moment.getUTCDate() + shift.days);
  if ('minutes' in shift) moment.setUTCMinutes(moment.getUTCMinutes() + shift.minutes);
  const [date = '', time = ''] = moment.toISOString().split('T');
  return 'minutes' in shift || task.due_at ? `${date} ${time.slice(0, 5)}` : date;
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
