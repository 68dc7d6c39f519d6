import { Temporal } from 'temporal-polyfill';
import { seekDays, toDate, toDay } from './find-occurrence.ts';
import { isOver, type Occurrence } from './is-over.ts';
import { pinLastDay } from './pin-last-day.ts';
import { readRule } from './read-rule.ts';
import { findSeriesTime, skippedTime } from './series-time.ts';
import { formatRule, type RecurrenceRule } from './recurrence-rule.ts';
import type { Due } from '../calendar/due.ts';
import { fromWallClock, toWallClock } from '../calendar/zoned-time.ts';

/** The next time of a repetition, and the rule that carries on from there (COUNT is less by what went by). */
export interface NextOccurrence {
  readonly due: Due;
  readonly rrule: string;
}

/**
 * The next time a repetition happens after the present one, which is done now. It depends on nothing of who asks: a time
 * runs on the wall clock of the zone it was said in, a day on days. What was missed meanwhile is passed over, and counts.
 * @param context.due the task's present due date, from which "every 2 weeks" counts
 * @param context.zone the zone the series was said in; of a time, it is that of the due date
 * @returns null when the repetition is over
 * @throws {AppError} `invalid_date` for a malformed rule, `invalid_request` for an unknown zone
 */
export function nextOccurrence(
  rrule: string,
  { due, zone, now }: { readonly due: Due; readonly zone: string; readonly now: Date },
): NextOccurrence | null {
  const rule = readRule(rrule);
  const series = 'on' in due ? seriesOfDays(due, zone, now) : seriesOfTimes(due, rule, now);
  const [start, earliest] = [toDay(series.start), toDay(series.earliest)];
  const pinned = pinLastDay(rule, series.start);
  // COUNT is of the occurrences of the rule, so those that were missed are counted one by one.
  const from = rule.count === undefined ? Math.max(start + 1, earliest) : start + 1;
  let count = rule.count;
  for (const day of seekDays(pinned, start, from)) {
    if (count !== undefined) count -= 1;
    if (count === 0) return null;
    const next = day < earliest ? undefined : series.on(toDate(day));
    if (next && isOver(rule.until, next, series.zone)) return null;
    if (next?.isAhead) return { due: next.due, rrule: formatRule({ ...pinned, count, time: next.time }) };
  }
  return null;
}

/** What a series is on the calendar, and what it is on one of its days. */
interface Series {
  readonly zone: string;
  readonly start: Temporal.PlainDate;
  /** None before this day is ahead. */
  readonly earliest: Temporal.PlainDate;
  readonly on: (day: Temporal.PlainDate) => Occurrence & Pick<RecurrenceRule, 'time'> & { due: Due; isAhead: boolean };
}

function seriesOfDays({ on }: { readonly on: string }, zone: string, now: Date): Series {
  const start = Temporal.PlainDate.from(on);
  // Somewhere it is still that day: then who says that it is done means that day.
  const today = now.getTime() < endOfLastZone(start) ? start : toWallClock(now, zone).toPlainDate();
  const done = Temporal.PlainDate.compare(today, start) > 0 ? today : start;
  return {
    zone,
    start,
    earliest: done.add({ days: 1 }),
    on: (day) => ({
      wall: day.toPlainDateTime(),
      due: { on: day.toString() },
      isAhead: Temporal.PlainDate.compare(day, done) > 0,
      time: undefined,
    }),
  };
}

/** When a day is over everywhere: at UTC−12 it is over last. */
function endOfLastZone(day: Temporal.PlainDate): number {
  return Date.parse(`${day.add({ days: 1 }).toString()}T12:00:00Z`);
}

function seriesOfTimes(due: { at: Date; zone: string }, { time }: RecurrenceRule, now: Date): Series {
  const { at, zone } = due;
  const start = findSeriesTime(due, time);
  const done = now > at ? now : at;
  return {
    zone,
    start: start.toPlainDate(),
    // A time that is skipped can come on the day after its own.
    earliest: toWallClock(done, zone).toPlainDate().subtract({ days: 1 }),
    on: (day) => {
      const wall = day.toPlainDateTime(start.toPlainTime());
      const next = fromWallClock(wall, zone);
      return {
        wall,
        at: next,
        due: { at: next, zone },
        isAhead: next > done,
        time: skippedTime(wall, next, zone),
      };
    },
  };
}
