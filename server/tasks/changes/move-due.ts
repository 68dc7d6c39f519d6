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
  const { due: said, endTime } = resolveMoment(moment, clock);
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
  const shown = formatDue({ at, zone: current.zone }, { ...clock, locale: 'en-US' });
  throw new AppError(
    'invalid_date',
    `It would be due on ${shown}, which has passed. Say when, such as "today at 6pm", or "today all day" for no time.`,
  );
}

/** A day that is over is not meant any more: then it is the next such time. */
function keepDay(said: { at: Date; zone: string }, current: Due, { timeZone, now }: Clock): Due {
  const time = toWallClock(said.at, timeZone).toPlainTime();
  const at = fromWallClock(dueDay(current, timeZone).toPlainDateTime(time), timeZone);
  return at < now ? said : { at, zone: timeZone };
}
