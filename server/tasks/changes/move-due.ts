import { type Due, dueDay, todayIn } from '../../dates/calendar/due.ts';
import { formatDue } from '../../dates/calendar/format-due.ts';
import { resolveMoment } from '../../dates/calendar/resolve-moment.ts';
import { fromWallClock, toWallClock } from '../../dates/calendar/zoned-time.ts';
import { readDue } from '../../dates/resolve-due.ts';
import type { Moment } from '../../dates/words/moment.ts';
import { AppError } from '../../ground/errors.ts';
import type { Clock } from '../task-dates.ts';

/** A new due date, and the end of a stretch of time that was said with it. */
interface MovedDue {
  readonly due: Due;
  /** On the clock on the wall: "11:00". */
  readonly endTime?: string | undefined;
}

/**
 * Reads a new due date, which keeps of the present one what was not said: "friday" the time, "10am" the day. A day and a
 * time replace both, and "friday all day" leaves the time out.
 *
 * @throws AppError `invalid_date` when the phrase cannot be read, or would mean a time today that has passed.
 */
export function moveDue(phrase: string, clock: Clock, current: Due | undefined): MovedDue {
  const moment = readDue(ALL_DAY.exec(phrase)?.[1] ?? phrase, clock);
  const { due: said, endTime, isPast } = resolveMoment(moment, clock);
  if (isPast && !saysPast(moment)) throw refusePast(said, clock);
  return { due: settle(said, moment, clock, { isAllDay: ALL_DAY.test(phrase), current }), endTime };
}

function settle(
  said: Due,
  moment: Moment,
  clock: Clock,
  { isAllDay, current }: { isAllDay: boolean; current: Due | undefined },
): Due {
  if (isAllDay) return { on: dueDay(said, clock.timeZone).toString() };
  if (current === undefined) return said;
  if ('on' in said) return 'at' in current && !namesTime(moment) ? keepTime(said.on, current, clock) : said;
  return namesDay(moment) ? said : keepDay(said, current, clock);
}

/** How a program, and who wants no time any more, says that there is none. */
const ALL_DAY = /^(.+?)[\s,]+all[- ]day$/iu;

function namesDay({ day, instant }: Moment): boolean {
  return day !== undefined || instant !== undefined;
}

function namesTime({ clock, part }: Moment): boolean {
  return clock !== undefined || part !== undefined;
}

/** The hour is the one that the person sees, where they are; it was said where it was said. */
function keepTime(on: string, current: { at: Date; zone: string }, clock: Clock): Due {
  const time = toWallClock(current.at, clock.timeZone).toPlainTime();
  const at = fromWallClock(dueDay({ on }, clock.timeZone).toPlainDateTime(time), clock.timeZone);
  if (at >= clock.now || on !== todayIn(clock.now, clock.timeZone)) return { at, zone: current.zone };
  throw refusePast({ at, zone: current.zone }, clock);
}

function refusePast(due: Due, clock: Clock): AppError {
  const shown = formatDue(due, { ...clock, locale: 'en-US' });
  return new AppError(
    'invalid_date',
    `It would be due on ${shown}, which has passed. Say when, such as "today at 6pm", or "today all day" for no time.`,
  );
}

/** Whether the words themselves mean a time that has passed: "yesterday", "last friday", "3 days ago", a date with its year. */
function saysPast({ day, instant }: Moment): boolean {
  if (instant !== undefined || day === undefined) return instant !== undefined;
  switch (day.kind) {
    case 'offset':
      return day.days < 0;
    case 'shift':
      return day.from === undefined ? day.durations.some(({ amount }) => amount < 0) : saysPast({ day: day.from });
    case 'calendar':
    case 'numeric':
    case 'month':
      return day.year !== undefined;
    case 'nth':
      return saysPast({ day: day.of });
    case 'workdays':
      return day.from !== undefined && saysPast({ day: day.from });
    case 'weekday-of':
      return saysPast({ day: day.week });
    case 'weekday':
    case 'weekend':
    case 'period':
    case 'day-of-month':
      // "this month on the 5th" names the month it is in.
      return day.which === 'last' || day.which === 'this';
    default:
      return day satisfies never;
  }
}

/** A day that is over is not meant any more: then it is the next such time. */
function keepDay(said: { at: Date; zone: string }, current: Due, { timeZone, now }: Clock): Due {
  const time = toWallClock(said.at, timeZone).toPlainTime();
  const at = fromWallClock(dueDay(current, timeZone).toPlainDateTime(time), timeZone);
  return at < now ? said : { at, zone: timeZone };
}
