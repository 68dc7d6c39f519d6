import { Temporal } from 'temporal-polyfill';
import { dateOf, dayOf, type DayNumber, lengthOf, modulo, weekdayOf } from '../calendar/day-number.ts';
import { type RecurrenceRule, WEEKDAY_CODES } from './recurrence-rule.ts';
import type { Frequency } from '../words/vocabulary.ts';

/**
 * How many steps of a series can be told apart: after 400 years, which are whole weeks, the calendar begins anew, and
 * what has not happened by then never does. The steps of a daily rule are sought year by year.
 */
const STEPS: Readonly<Record<Frequency, number>> = { DAILY: 1_000, WEEKLY: 20_871, MONTHLY: 4_800, YEARLY: 400 };

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
  const first = dayOf(start.year, start.month, start.day);
  const earliest = dayOf(atOrAfter.year, atOrAfter.month, atOrAfter.day) + (isOver ? 1 : 0);
  const found = findDay(rule, first, Math.max(first, earliest), dayOf(start.year + MOST_YEARS, 12, 31));
  return found === undefined ? undefined : start.add({ days: found - first });
}

function findDay(rule: RecurrenceRule, start: DayNumber, from: DayNumber, last: DayNumber): DayNumber | undefined {
  const { frequency } = rule;
  const { periodOf, firstOf, keyOf } = CALENDAR[frequency];
  const [interval, everyDays] = frequency === 'DAILY' ? [1, rule.interval] : [rule.interval, 1];
  const known = new Map<number, readonly number[]>();
  const begin = periodOf(start);
  const skipped = Math.floor((periodOf(from) - begin) / interval);
  for (let step = skipped; step <= skipped + STEPS[frequency]; step += 1) {
    const first = firstOf(begin + step * interval);
    if (first > last) return undefined;
    const key = keyOf(first);
    let days = known.get(key);
    if (days === undefined) known.set(key, (days = chooseDays(rule, first, start)));
    const found = days.find((day) => first + day >= from && (first + day - start) % everyDays === 0);
    if (found !== undefined) return first + found;
  }
  return undefined;
}

/** How a frequency cuts the calendar: by `keyOf`, periods have the same days named, counted from their first. */
interface Periods {
  readonly periodOf: (day: DayNumber) => number;
  readonly firstOf: (period: number) => DayNumber;
  readonly keyOf: (first: DayNumber) => number;
  readonly lengthOf: (first: DayNumber) => number;
}

const YEARS: Periods = {
  periodOf: (day) => dateOf(day).year,
  firstOf: (year) => dayOf(year, 1, 1),
  keyOf: (first) => weekdayOf(first) + 7 * yearLengthOf(first),
  lengthOf: yearLengthOf,
};

const CALENDAR: Readonly<Record<Frequency, Periods>> = {
  DAILY: YEARS,
  WEEKLY: {
    periodOf: (day) => Math.floor((day + 3) / 7),
    firstOf: (week) => week * 7 - 3,
    keyOf: keyOfDay,
    lengthOf: () => 7,
  },
  MONTHLY: {
    periodOf: (day) => dateOf(day).year * 12 + dateOf(day).month - 1,
    firstOf: (month) => dayOf(Math.floor(month / 12), modulo(month, 12) + 1, 1),
    keyOf: keyOfDay,
    lengthOf: (first) => lengthOf(dateOf(first).year, dateOf(first).month),
  },
  YEARLY: YEARS,
};

/** Days of the same date and weekday, in months of the same length, head the same weeks and months. */
function keyOfDay(day: DayNumber): number {
  const { year, month, date } = dateOf(day);
  return weekdayOf(day) + 7 * (date + 32 * (month + 16 * lengthOf(year, month)));
}

function yearLengthOf(first: DayNumber): number {
  return dayOf(dateOf(first).year + 1, 1, 1) - first;
}

/** The days a rule names in a period, as distances from its first. */
function chooseDays(rule: RecurrenceRule, first: DayNumber, start: DayNumber): number[] {
  const isNamed = namedBy(rule, start);
  const named = Array.from({ length: CALENDAR[rule.frequency].lengthOf(first) }, (_, day) => day).filter((day) =>
    isNamed(first + day),
  );
  if (rule.bySetPos.length === 0) return named;
  // Each day of a daily rule is the first and the last of its own.
  if (rule.frequency === 'DAILY') return rule.bySetPos.some((at) => at === 1 || at === -1) ? named : [];
  return named.filter((_, at) => rule.bySetPos.includes(at + 1) || rule.bySetPos.includes(at - named.length));
}

/** Whether a rule names a day; one that names none takes that of its start. */
function namedBy({ frequency, byDay, byMonthDay, byMonth }: RecurrenceRule, start: DayNumber) {
  const isBare = byDay.length === 0 && byMonthDay.length === 0;
  const begun = dateOf(start);
  const isOfYear = frequency === 'YEARLY' && byMonth.length === 0;
  const months = isBare && isOfYear ? [begun.month] : byMonth;
  const dates = isBare && (frequency === 'MONTHLY' || frequency === 'YEARLY') ? [begun.date] : byMonthDay;
  const weekdays =
    isBare && frequency === 'WEEKLY'
      ? [{ weekday: weekdayOf(start), place: 0 }]
      : byDay.map((day) => ({ weekday: WEEKDAY_CODES.indexOf(day.slice(-2)), place: Number(day.slice(0, -2)) }));
  return (day: DayNumber): boolean => {
    const { year, month, date } = dateOf(day);
    const last = lengthOf(year, month);
    if (months.length > 0 && !months.includes(month)) return false;
    if (dates.length > 0 && !dates.includes(date) && !dates.includes(date - last - 1)) return false;
    const [nth, all] = isOfYear ? [day - dayOf(year, 1, 1) + 1, yearLengthOf(dayOf(year, 1, 1))] : [date, last];
    const isPlaced = (place: number) => place === Math.ceil(nth / 7) || place === -Math.ceil((all - nth + 1) / 7);
    return (
      weekdays.length === 0 ||
      weekdays.some(({ weekday, place }) => weekday === weekdayOf(day) && (place === 0 || isPlaced(place)))
    );
  };
}
