import { isPastDue } from '../../dates/calendar/format-due.ts';
import { resolveRecurrence } from '../../dates/resolve-recurrence.ts';
import { fallsBackToFebruary28 } from '../../dates/recurrence/pin-last-day.ts';
import { resolveDue } from '../../dates/resolve-due.ts';
import { fromWallClock, toWallClock } from '../../dates/calendar/zoned-time.ts';
import { AppError } from '../../ground/errors.ts';
import type { TaskColumns } from '../task-snapshot.ts';
import type { Clock } from '../task-dates.ts';
import type { Warning } from '../warning.ts';

/** What is asked of a task's dates: a phrase sets, null clears, undefined leaves. */
interface ScheduleWish {
  readonly due?: string | null | undefined;
  readonly recurrence?: string | null | undefined;
}

/** What becomes of the columns, and what the user should know of it. */
interface Schedule {
  readonly values: Partial<Pick<TaskColumns, 'dueAt' | 'dueIsDate' | 'recurrence'>>;
  readonly warnings: Warning[];
}

interface DueColumns {
  readonly dueAt: Date;
  /** A day without a time. */
  readonly dueIsDate: boolean;
}

/**
 * Turns the phrases for due date and repetition into columns, in the caller's zone. A task that repeats is due first on
 * a day its rule names.
 *
 * @param current the task's dates as they are, when it exists.
 * @throws AppError `invalid_date` when a phrase cannot be read or names a date that does not exist.
 */
export function resolveSchedule(
  wish: ScheduleWish,
  clock: Clock,
  current?: Pick<TaskColumns, 'dueAt' | 'dueIsDate'>,
): Schedule {
  const named = wish.due ? readDue(wish.due, clock) : undefined;
  if (!wish.recurrence) {
    const cleared = wish.due === null ? { dueAt: null, dueIsDate: false } : {};
    const endless = wish.recurrence === null ? { recurrence: null } : {};
    return { values: { ...cleared, ...named, ...endless }, warnings: warnOfPast(named, clock) };
  }
  const kept = wish.due === undefined && current?.dueAt ? { ...current, dueAt: current.dueAt } : undefined;
  const { recurrence, ...first } = findFirst(wish.recurrence, named ?? kept, clock);
  // What was due in the past starts over from today, unless the user named that past day.
  const due = kept && isLate(first, clock) ? findFirst(wish.recurrence, moveToToday(kept, clock), clock) : first;
  return {
    values: { dueAt: due.dueAt, dueIsDate: due.dueIsDate, recurrence },
    warnings: [...warnOfPast(due, clock), ...warnOfLeapDay(recurrence, due, clock)],
  };
}

function readDue(phrase: string, clock: Clock): DueColumns {
  const { dueAt, dueIsDate } = resolveDue(phrase, clock);
  const year = dueAt.getUTCFullYear();
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) throw new AppError('invalid_date', 'That date is too far away.');
  return { dueAt, dueIsDate };
}

/** Years that every part, the database and ISO 8601 included, writes with four digits. */
const [EARLIEST_YEAR, LATEST_YEAR] = [1900, 9000];

/** The first time at or after `due` that a rule names; the rule gives the day, and the time when it has one. */
function findFirst(phrase: string, due: DueColumns | undefined, clock: Clock): DueColumns & { recurrence: string } {
  const now = due === undefined ? clock.now : due.dueIsDate ? due.dueAt : new Date(due.dueAt.getTime() - 1);
  const { firstDue, rrule: recurrence } = resolveRecurrence(phrase, { ...clock, now });
  if (due === undefined || due.dueIsDate || !firstDue.dueIsDate) return { ...firstDue, recurrence };
  return { dueAt: joinDayAndTime(firstDue.dueAt, due.dueAt, clock), dueIsDate: false, recurrence };
}

function moveToToday(due: DueColumns, clock: Clock): DueColumns {
  if (due.dueIsDate) return { dueAt: joinDayAndTime(clock.now, due.dueAt, clock), dueIsDate: true };
  const today = joinDayAndTime(clock.now, due.dueAt, clock);
  const tomorrow = new Date(clock.now.getTime() + 24 * 3_600_000);
  return { dueAt: today > clock.now ? today : joinDayAndTime(tomorrow, due.dueAt, clock), dueIsDate: false };
}

function joinDayAndTime(day: Date, time: Date, { timeZone }: Clock): Date {
  const date = toWallClock(day, timeZone).toPlainDate();
  return fromWallClock(date.toPlainDateTime(toWallClock(time, timeZone).toPlainTime()), timeZone);
}

function isLate({ dueAt, dueIsDate }: DueColumns, clock: Clock): boolean {
  return isPastDue(dueAt, dueIsDate, clock);
}

function warnOfPast(due: DueColumns | undefined, clock: Clock): Warning[] {
  return due && isLate(due, clock) ? [{ code: 'past_due', text: 'The due date is in the past.' }] : [];
}

function warnOfLeapDay(recurrence: string, { dueAt }: DueColumns, { timeZone }: Clock): Warning[] {
  return fallsBackToFebruary28(recurrence, toWallClock(dueAt, timeZone).toPlainDate())
    ? [{ code: 'leap_day', text: 'In years without February 29 it comes on February 28.' }]
    : [];
}
