import { Temporal } from 'temporal-polyfill';
import { dateOf, dayOf, type DayNumber } from '../calendar/day-number.ts';
import { chooseDays, periodsOf } from './choose-days.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';

/**
 * How long one day is sought: each period looked at is a step, and each day that is
 * asked whether the rule names it (once for all periods that are alike). Counted and not timed, so that the same
 * rule has the same answer on every machine; it takes a few milliseconds. The calendar comes round in 28 years, but for
 * three days in 400 years: after 1,461 weeks or 336 months, whichever of them count, nothing new is found.
 */
export const MOST_STEPS = 10_000;

/** Nobody waits longer for a task. */
const MOST_YEARS = 1_000;

/**
 * The first time a rule happens at or after a wall-clock time, in a series that starts at `start`.
 * The series runs on the wall clock alone, so a 9:00 stays 9:00 when the clocks change. COUNT and UNTIL are not looked at.
 * @returns undefined when it does not happen again in a thousand years
 */
export function findOccurrence(
  rule: RecurrenceRule,
  start: Temporal.PlainDateTime,
  atOrAfter: Temporal.PlainDateTime,
): Temporal.PlainDateTime | undefined {
  const isOver = Temporal.PlainTime.compare(start.toPlainTime(), atOrAfter.toPlainTime()) < 0;
  const [day] = seekDays(rule, toDay(start), toDay(atOrAfter) + (isOver ? 1 : 0));
  return day === undefined ? undefined : toDate(day).toPlainDateTime(start.toPlainTime());
}

/**
 * The days a rule names, one after the other, in a series that starts on `start`.
 * @param from none before this day, nor before the start
 * @param spent counts the steps to the next day
 */
export function* seekDays(
  rule: RecurrenceRule,
  start: DayNumber,
  from: DayNumber,
  spent = { steps: 0 },
): Generator<DayNumber> {
  const earliest = Math.max(start, from);
  const { periodOf, firstOf, keyOf, lengthOf } = periodsOf(rule);
  const [interval, everyDays] = rule.frequency === 'DAILY' ? [1, rule.interval] : [rule.interval, 1];
  const known = new Map<number, readonly number[]>();
  const last = dayOf(dateOf(earliest).year + MOST_YEARS, 12, 31);
  const begin = periodOf(start);
  for (let at = Math.floor((periodOf(earliest) - begin) / interval); ; at += 1) {
    const first = firstOf(begin + at * interval);
    const key = keyOf(first);
    let days = known.get(key);
    if (days === undefined) {
      known.set(key, (days = chooseDays(rule, first, start)));
      spent.steps += lengthOf(first);
    }
    spent.steps += 1;
    if (first > last || spent.steps > MOST_STEPS) return;
    for (const day of days) if (first + day >= earliest && (first + day - start) % everyDays === 0) yield first + day;
  }
}

/** The number of the day a wall clock shows. */
export function toDay({ year, month, day }: Temporal.PlainDateTime | Temporal.PlainDate): DayNumber {
  return dayOf(year, month, day);
}

/** The day that has a number. */
export function toDate(day: DayNumber): Temporal.PlainDate {
  const { year, month, date } = dateOf(day);
  return Temporal.PlainDate.from({ year, month, day: date });
}
