import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../ground/errors.ts';
import { isMonthFirst } from './date-order.ts';
import type { DayPhrase, Duration, Which } from '../words/moment.ts';
import type { TimeUnit } from '../../languages/vocabulary.ts';

/**
 * The date a day phrase means on a wall clock.
 *
 * - "friday": the first Friday after today. "this friday": today counts. "next friday": that of the next week, which
 *   starts on Monday. "last friday": the one before today.
 * - "the 1st", "dec 24", "3/4": the next such day, today included.
 * - "next week", "next month": its first day. "this week", "end of month": its last day.
 * - "weekend": its Saturday, or today when it has begun.
 * @param time the time of day said with it: "the 20th at 9" is next month once that has passed
 * @throws {AppError} `invalid_date` for a day that does not exist
 */
export function resolveDay(
  day: DayPhrase,
  wall: Temporal.PlainDateTime,
  locale: string,
  time?: { readonly hour: number; readonly minute: number },
): Temporal.PlainDate {
  const today = wall.toPlainDate();
  switch (day.kind) {
    case 'offset':
      return today.add({ days: day.days });
    case 'weekday':
      return resolveWeekday(day.weekday, day.which, today);
    case 'calendar':
      return resolveCalendar(day, today);
    case 'numeric':
      return resolveNumeric(day, today, locale);
    case 'day-of-month': {
      const isOver =
        time !== undefined &&
        Temporal.PlainTime.compare(
          Temporal.PlainTime.from({ hour: time.hour, minute: time.minute }),
          wall.toPlainTime(),
        ) < 0;
      return resolveDayOfMonth(day.day, day.which, isOver ? today.add({ days: 1 }) : today);
    }
    case 'month':
      return resolveMonth(day, today);
    case 'period':
      return resolvePeriod(day, today);
    case 'weekend':
      return resolveWeekend(day.which, today);
    case 'nth':
      return resolveNth(day, today);
    case 'workdays':
      return addWorkdays(day.from === undefined ? today : resolveDay(day.from, wall, locale), day.count);
    case 'weekday-of':
      return monday(resolveDay(day.week, wall, locale)).add({ days: day.weekday - 1 });
    case 'shift':
      return addDays(day.from === undefined ? today : resolveDay(day.from, wall, locale), day.durations);
    default:
      return day satisfies never;
  }
}

function resolveWeekday(weekday: number, which: Which, today: Temporal.PlainDate): Temporal.PlainDate {
  const ahead = (weekday - today.dayOfWeek + 7) % 7;
  switch (which) {
    case 'this':
      return today.add({ days: ahead });
    case 'next':
      return monday(today).add({ days: 7 + weekday - 1 });
    case 'last':
      return today.subtract({ days: 7 - ahead });
    case 'first':
      return today.add({ days: ahead === 0 ? 7 : ahead });
    default:
      return which satisfies never;
  }
}

function resolveCalendar(
  { year, month, day }: DayPhrase & { kind: 'calendar' },
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  if (year !== undefined) return dateOf(year, month, day);
  // 29 February may be eight years away, around a year such as 2100.
  for (let candidate = today.year; candidate <= today.year + 8; candidate += 1) {
    if (!exists(candidate, month, day)) continue;
    const date = dateOf(candidate, month, day);
    if (Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return dateOf(month < today.month ? today.year + 1 : today.year, month, day);
}

function resolveNumeric(
  { first, second, year }: DayPhrase & { kind: 'numeric' },
  today: Temporal.PlainDate,
  locale: string,
): Temporal.PlainDate {
  const monthFirst = isMonthFirst(locale);
  const isMonthFirstHere = first > 12 ? false : second > 12 ? true : monthFirst;
  const [month, day] = isMonthFirstHere ? [first, second] : [second, first];
  return resolveCalendar({ kind: 'calendar', year, month, day }, today);
}

function resolveDayOfMonth(day: number, which: Which, today: Temporal.PlainDate): Temporal.PlainDate {
  const month = today.toPlainYearMonth();
  if (which === 'this') return dateOf(month.year, month.month, day);
  const next = month.add({ months: 1 });
  if (which === 'next') return dateOf(next.year, next.month, day);
  let candidate = day < today.day ? next : month;
  while (candidate.daysInMonth < day) candidate = candidate.add({ months: 1 });
  return candidate.toPlainDate({ day });
}

function resolveMonth(
  { month, year, edge }: DayPhrase & { kind: 'month' },
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  const inYear = year ?? (month < today.month ? today.year + 1 : today.year);
  const first = dateOf(inYear, month, 1);
  const last = first.with({ day: first.daysInMonth });
  // "in november" said in November: its first day is over, its last is not.
  return edge === 'end' || (year === undefined && Temporal.PlainDate.compare(first, today) < 0) ? last : first;
}

function resolvePeriod(
  { unit, which, edge }: DayPhrase & { kind: 'period' },
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  const { start, end } = periodAround(unit, which, today);
  // As a due date, "this week" ends with its last day; "next week" begins with its first.
  return (edge ?? (which === 'this' ? 'end' : 'start')) === 'start' ? start : end;
}

/** The first and the last day of "this week", "next month", "last year" (weeks start on Monday). */
export function periodAround(
  unit: TimeUnit,
  which: Which,
  today: Temporal.PlainDate,
): { start: Temporal.PlainDate; end: Temporal.PlainDate } {
  const steps = which === 'next' ? 1 : which === 'last' ? -1 : 0;
  switch (unit) {
    case 'week': {
      const start = monday(today).add({ weeks: steps });
      return { start, end: start.add({ days: 6 }) };
    }
    case 'month': {
      const start = today.with({ day: 1 }).add({ months: steps });
      return { start, end: start.with({ day: start.daysInMonth }) };
    }
    case 'year': {
      const start = today.with({ month: 1, day: 1 }).add({ years: steps });
      return { start, end: start.with({ month: 12, day: 31 }) };
    }
    default: {
      const day = today.add({ days: steps });
      return { start: day, end: day };
    }
  }
}

function resolveWeekend(which: Which, today: Temporal.PlainDate): Temporal.PlainDate {
  const saturday = monday(today).add({ days: 5 });
  if (which === 'next') return saturday.add({ weeks: 1 });
  if (which === 'last') return saturday.subtract({ weeks: 1 });
  return today.dayOfWeek === 7 ? today : saturday;
}

/** In a month or year that is not named by its year, the next such day, today included. */
function resolveNth(
  { place, weekdays, of }: DayPhrase & { kind: 'nth' },
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  const [unit, isFree] = of.kind === 'month' ? (['year', of.year === undefined] as const) : spanOf(of);
  for (let ahead = 0; ahead < 60; ahead += 1) {
    const date = pickNth(
      place,
      weekdays,
      periodOf(of, today.add(unit === 'year' ? { years: ahead } : { months: ahead })),
    );
    if (!isFree && date === undefined) break;
    if (date !== undefined && (!isFree || Temporal.PlainDate.compare(date, today) >= 0)) return date;
  }
  throw new AppError('invalid_date', 'There is no such day in that time.');
}

function spanOf(of: DayPhrase): readonly ['year' | 'month', boolean] {
  if (of.kind !== 'period') return ['month', true];
  return [of.unit === 'year' ? 'year' : 'month', of.which === 'first'];
}

function periodOf(of: DayPhrase, from: Temporal.PlainDate): { start: Temporal.PlainDate; end: Temporal.PlainDate } {
  if (of.kind === 'month') {
    const start = dateOf(of.year ?? from.year, of.month, 1);
    return { start, end: start.with({ day: start.daysInMonth }) };
  }
  return of.kind === 'period' ? periodAround(of.unit, of.which, from) : periodAround('month', 'this', from);
}

function pickNth(
  place: number,
  weekdays: readonly number[],
  { start, end }: { start: Temporal.PlainDate; end: Temporal.PlainDate },
): Temporal.PlainDate | undefined {
  const days = Array.from({ length: start.until(end).days + 1 }, (_, index) => start.add({ days: index }));
  return days.filter(({ dayOfWeek }) => weekdays.includes(dayOfWeek)).at(place > 0 ? place - 1 : place);
}

function addWorkdays(from: Temporal.PlainDate, count: number): Temporal.PlainDate {
  const step = Math.sign(count);
  // From a weekend, the first step leads to the working day beside it.
  let date = from.add({ weeks: Math.trunc(count / 5) });
  let left = Math.abs(count % 5);
  if (left === 0 && date.dayOfWeek > 5) date = date.add({ days: step > 0 ? 5 - date.dayOfWeek : 8 - date.dayOfWeek });
  while (left > 0) {
    date = date.add({ days: step });
    if (date.dayOfWeek <= 5) left -= 1;
  }
  return date;
}

function addDays(from: Temporal.PlainDate, durations: readonly Duration[]): Temporal.PlainDate {
  let date = from;
  for (const { unit, amount } of durations) {
    if (unit === 'week' || unit === 'day') date = date.add({ days: Math.round(amount * (unit === 'week' ? 7 : 1)) });
    else if (unit === 'year') date = date.add({ months: Math.round(amount * 12) });
    else if (Number.isInteger(amount)) date = date.add({ months: amount });
    else date = date.add({ months: Math.trunc(amount), days: amount > 0 ? 15 : -15 });
  }
  return date;
}

function monday(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.subtract({ days: today.dayOfWeek - 1 });
}

function exists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate {
  if (!exists(year, month, day)) {
    const shown = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    // Days past the end of a month come to its last.
    const instead =
      month >= 1 && month <= 12 && day > 0 ? String(Temporal.PlainDate.from({ year, month, day })) : `${year}-12-24`;
    throw new AppError('invalid_date', `There is no such day as ${shown}. Try one that exists, such as ${instead}.`);
  }
  return Temporal.PlainDate.from({ year, month, day });
}
