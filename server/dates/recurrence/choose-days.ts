import { dateOf, dayOf, type DayNumber, lengthOf, modulo, weekdayOf } from '../calendar/day-number.ts';
import { type RecurrenceRule, WEEKDAY_CODES } from './recurrence-rule.ts';

/** How a frequency cuts the calendar: by `keyOf`, periods have the same days named, counted from their first. */
export interface Periods {
  readonly periodOf: (day: DayNumber) => number;
  readonly firstOf: (period: number) => DayNumber;
  readonly keyOf: (first: DayNumber) => number;
  readonly lengthOf: (first: DayNumber) => number;
}

/** The periods a rule counts; the steps of a daily rule are sought year by year. */
export function periodsOf({ frequency, weekStart, byMonth, byMonthDay }: RecurrenceRule): Periods {
  switch (frequency) {
    case 'DAILY':
    case 'YEARLY':
      return YEARS;
    case 'WEEKLY':
      return weeksFrom(weekStart, byMonth.length + byMonthDay.length === 0);
    case 'MONTHLY':
      return MONTHS;
    default:
      return frequency satisfies never;
  }
}

/** The days a rule names in the period that begins on `first`, as distances from it. */
export function chooseDays(rule: RecurrenceRule, first: DayNumber, start: DayNumber): number[] {
  const isNamed = namedBy(rule, start);
  const named = Array.from({ length: periodsOf(rule).lengthOf(first) }, (_, day) => day).filter((day) =>
    isNamed(first + day),
  );
  if (rule.bySetPos.length === 0) return named;
  // Each day of a daily rule is the first and the last of its own.
  if (rule.frequency === 'DAILY') return rule.bySetPos.some((at) => at === 1 || at === -1) ? named : [];
  return named.filter((_, at) => rule.bySetPos.includes(at + 1) || rule.bySetPos.includes(at - named.length));
}

const YEARS: Periods = {
  periodOf: (day) => dateOf(day).year,
  firstOf: (year) => dayOf(year, 1, 1),
  keyOf: (first) => weekdayOf(first) + 7 * yearLengthOf(first),
  lengthOf: yearLengthOf,
};

const MONTHS: Periods = {
  periodOf: (day) => dateOf(day).year * 12 + dateOf(day).month - 1,
  firstOf: (month) => dayOf(Math.floor(month / 12), modulo(month, 12) + 1, 1),
  keyOf: keyOfDay,
  lengthOf: (first) => lengthOf(dateOf(first).year, dateOf(first).month),
};

/** @param areAlike whether the same weekdays are named in all weeks */
function weeksFrom(weekStart: number, areAlike: boolean): Periods {
  return {
    periodOf: (day) => Math.floor((day + 3 - weekStart) / 7),
    firstOf: (week) => week * 7 - 3 + weekStart,
    keyOf: areAlike ? () => 0 : keyOfDay,
    lengthOf: () => 7,
  };
}

/** Days of the same date and weekday, in months of the same length, head the same weeks and months. */
function keyOfDay(day: DayNumber): number {
  const { year, month, date } = dateOf(day);
  return weekdayOf(day) + 7 * (date + 32 * (month + 16 * lengthOf(year, month)));
}

function yearLengthOf(first: DayNumber): number {
  return dayOf(dateOf(first).year + 1, 1, 1) - first;
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
    if (months.length > 0 && !months.includes(month)) return false;
    if (dates.length > 0 && !dates.includes(date) && !dates.includes(date - lengthOf(year, month) - 1)) return false;
    if (weekdays.length === 0) return true;
    const weekday = weekdayOf(day);
    return weekdays.some((one) => one.weekday === weekday && (one.place === 0 || isPlaced(day, one.place, isOfYear)));
  };
}

/** Whether a day is the nth of its weekday, from the first or the last, in its year or its month. */
function isPlaced(day: DayNumber, place: number, isOfYear: boolean): boolean {
  const { year, month, date } = dateOf(day);
  const first = dayOf(year, 1, 1);
  const [nth, all] = isOfYear ? [day - first + 1, yearLengthOf(first)] : [date, lengthOf(year, month)];
  return place === Math.ceil(nth / 7) || place === -Math.ceil((all - nth + 1) / 7);
}
