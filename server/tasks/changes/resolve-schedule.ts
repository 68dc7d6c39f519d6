import type { Temporal } from 'temporal-polyfill';
import { type Due, dueDay, isPastDue } from '../../dates/calendar/due.ts';
import { resolveRecurrence } from '../../dates/resolve-recurrence.ts';
import { fallsBackToFebruary28 } from '../../dates/recurrence/pin-last-day.ts';
import { fromWallClock, startOfDate, toWallClock } from '../../dates/calendar/zoned-time.ts';
import { AppError } from '../../ground/errors.ts';
import type { TaskColumns } from '../task-snapshot.ts';
import { dueOf, toDueColumns, type Clock, type DueColumns } from '../task-dates.ts';
import { moveDue } from './move-due.ts';
import type { Warning } from '../../languages/warning.ts';

/** What is asked of a task's dates: a phrase sets, null clears, undefined leaves. */
interface ScheduleWish {
  readonly due?: string | null | undefined;
  readonly recurrence?: string | null | undefined;
}

/** What becomes of the columns, and what the user should know of it. */
interface Schedule {
  readonly values: Partial<DueColumns & Pick<TaskColumns, 'recurrence'>>;
  /** The end of a stretch of time that was said, "11:00": a task has none, so its notes keep it. */
  readonly endTime?: string | undefined;
  readonly warnings: Warning[];
}

/**
 * Turns the phrases for due date and repetition into columns, in the caller's zone. What a new due date leaves unsaid stays
 * as it is. A task that repeats is due first on a day its rule names.
 *
 * @param current the task's dates as they are, when it exists.
 * @throws AppError `invalid_date` when a phrase cannot be read or names a date that does not exist.
 */
export function resolveSchedule(
  wish: ScheduleWish,
  clock: Clock,
  current?: DueColumns & Pick<TaskColumns, 'recurrence'>,
): Schedule {
  const present = current && dueOf(current);
  const { due: phrase } = wish;
  const moved = phrase ? naming('due', () => moveDue(phrase, clock, present)) : undefined;
  const named = moved && naming('due', () => checkYear(moved.due));
  if (!wish.recurrence) {
    const isEndless = wish.recurrence === null;
    const seriesZone = isEndless || !current?.recurrence ? null : (current.dueZone ?? clock.timeZone);
    const due = wish.due === undefined ? present : named;
    const isSaid = wish.due === null || named !== undefined || (isEndless && current !== undefined);
    const values = { ...(isSaid && toDueColumns(due, seriesZone)), ...(isEndless && { recurrence: null }) };
    return { values, endTime: moved?.endTime, warnings: warnOfPast(named, clock) };
  }
  const kept = wish.due === undefined ? present : undefined;
  const first = findFirst(wish.recurrence, named ?? kept, clock);
  // What was due in the past starts over from today, unless the user named that past day.
  const { due, recurrence, endTime } =
    kept && isPastDue(first.due, clock) ? findFirst(wish.recurrence, moveToToday(kept, clock), clock) : first;
  return {
    values: { ...toDueColumns(due, clock.timeZone), recurrence },
    endTime: moved?.endTime ?? endTime,
    warnings: [...warnOfPast(due, clock), ...warnOfLeapDay(recurrence, due, clock)],
  };
}

/** Has a date that cannot be say in which field it stands. */
function naming<Value>(field: keyof ScheduleWish, resolve: () => Value): Value {
  try {
    return resolve();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_date' || error.field !== undefined) throw error;
    throw new AppError(error.code, error.message, { field, cause: error });
  }
}

function checkYear(due: Due): Due {
  const { year } = dueDay(due, 'UTC');
  if (year < EARLIEST_YEAR || year > LATEST_YEAR)
    throw new AppError('invalid_date', 'That date is too far away. Try a year between 1900 and 9000.');
  return due;
}

/** Years that every part, the database and ISO 8601 included, writes with four digits. */
const [EARLIEST_YEAR, LATEST_YEAR] = [1900, 9000];

/** The first time at or after `due` that a rule names; the rule gives the day, and the time when it has one. */
function findFirst(
  phrase: string,
  due: Due | undefined,
  clock: Clock,
): { due: Due; recurrence: string; endTime?: string | undefined } {
  const now = due === undefined ? clock.now : justBefore(due, clock);
  const {
    firstDue,
    endTime,
    rrule: recurrence,
  } = naming('recurrence', () => resolveRecurrence(phrase, { ...clock, now }));
  if (due === undefined || 'on' in due || 'at' in firstDue) return { due: firstDue, recurrence, endTime };
  return { due: joinDayAndTime(dueDay(firstDue, clock.timeZone), due.at, clock), recurrence };
}

function justBefore(due: Due, { timeZone }: Clock): Date {
  return 'on' in due ? startOfDate(dueDay(due, timeZone), timeZone) : new Date(due.at.getTime() - 1);
}

function moveToToday(due: Due, clock: Clock): Due {
  const today = toWallClock(clock.now, clock.timeZone).toPlainDate();
  if ('on' in due) return { on: today.toString() };
  const moved = joinDayAndTime(today, due.at, clock);
  return moved.at > clock.now ? moved : joinDayAndTime(today.add({ days: 1 }), due.at, clock);
}

function joinDayAndTime(day: Temporal.PlainDate, time: Date, { timeZone }: Clock): { at: Date; zone: string } {
  const wall = day.toPlainDateTime(toWallClock(time, timeZone).toPlainTime());
  return { at: fromWallClock(wall, timeZone), zone: timeZone };
}

function warnOfPast(due: Due | undefined, clock: Clock): Warning[] {
  return due && isPastDue(due, clock) ? [{ code: 'past_due' }] : [];
}

function warnOfLeapDay(recurrence: string, due: Due, { timeZone }: Clock): Warning[] {
  return fallsBackToFebruary28(recurrence, dueDay(due, timeZone)) ? [{ code: 'leap_day' }] : [];
}
