import { type RecurrenceRule, WEEKDAY_CODES } from '../../dates/recurrence/recurrence-rule.ts';

const DAY = 86_400_000;

/**
 * The days a rule names, found by asking every day in turn whether the words of RFC 5545, 3.3.10, name it: slow, and
 * written without anything that the program itself uses. COUNT and UNTIL are not looked at.
 * @param start days since 1970
 * @param last the last day that is asked
 */
export function* enumerateDays(rule: RecurrenceRule, start: number, last: number): Generator<number> {
  let named: number[] = [];
  const begin = periodOf(rule, start);
  for (let day = firstOfPeriod(rule, start); day <= last; day += 1) {
    const period = periodOf(rule, day);
    if ((period - begin) % rule.interval === 0 && isNamed(rule, start, day)) named.push(day);
    if (periodOf(rule, day + 1) === period) continue;
    for (const chosen of choose(rule, named)) if (chosen >= start) yield chosen;
    named = [];
  }
}

function choose({ bySetPos }: RecurrenceRule, named: readonly number[]): readonly number[] {
  if (bySetPos.length === 0) return named;
  const chosen = bySetPos.flatMap((place) => named.at(place > 0 ? place - 1 : place) ?? []);
  return [...new Set(chosen)].toSorted((one, other) => one - other);
}

function periodOf({ frequency, weekStart }: RecurrenceRule, day: number): number {
  const { year, month } = read(day);
  // 29 December 1969 was a Monday.
  if (frequency === 'WEEKLY') return Math.floor((day + 3 - weekStart) / 7);
  if (frequency === 'DAILY') return day;
  return frequency === 'MONTHLY' ? year * 12 + month : year;
}

function firstOfPeriod(rule: RecurrenceRule, day: number): number {
  let first = day;
  while (periodOf(rule, first - 1) === periodOf(rule, day)) first -= 1;
  return first;
}

function isNamed(rule: RecurrenceRule, start: number, day: number): boolean {
  const { frequency, byDay, byMonth, byMonthDay } = rule;
  const [now, begun] = [read(day), read(start)];
  if (byMonth.length > 0 && !byMonth.includes(now.month)) return false;
  if (byDay.length === 0 && byMonthDay.length === 0) {
    if (frequency === 'DAILY') return true;
    if (frequency === 'WEEKLY') return now.weekday === begun.weekday;
    if (frequency === 'YEARLY' && byMonth.length === 0) return isSameDate(now, begun) || isFallback(now, begun);
    // Decided otherwise than RFC 5545 (docs/decisions.md): a month without that day has its last one instead.
    const date = frequency === 'MONTHLY' ? Math.min(begun.date, now.length) : begun.date;
    return now.date === date;
  }
  const isDate = byMonthDay.some((date) => (date > 0 ? date : now.length + date + 1) === now.date);
  if (byMonthDay.length > 0 && !isDate) return false;
  return (
    byDay.length === 0 || byDay.some((code) => isWeekday(code, day, frequency === 'YEARLY' && byMonth.length === 0))
  );
}

function isSameDate(one: CivilDay, other: CivilDay): boolean {
  return one.date === other.date && one.month === other.month;
}

/** Decided otherwise than RFC 5545 (docs/decisions.md): a year without 29 February has the 28th instead. */
function isFallback(now: CivilDay, begun: CivilDay): boolean {
  return begun.month === 2 && begun.date === 29 && now.month === 2 && now.date === 28 && now.length === 28;
}

/** "-1FR" counts the Fridays of the month, or of the year. */
function isWeekday(code: string, day: number, isOfYear: boolean): boolean {
  const [now, place] = [read(day), Number(code.slice(0, -2))];
  if (WEEKDAY_CODES[now.weekday] !== code.slice(-2)) return false;
  if (place === 0) return true;
  const isInside = (weeks: number) => {
    const other = read(day + 7 * weeks);
    return other.year === now.year && (isOfYear || other.month === now.month);
  };
  return place > 0 ? isInside(1 - place) && !isInside(-place) : isInside(-1 - place) && !isInside(-place);
}

interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly date: number;
  /** From Monday, which is 0. */
  readonly weekday: number;
  /** The days of its month. */
  readonly length: number;
}

function read(day: number): CivilDay {
  const at = new Date(day * DAY);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + 1];
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { year, month, date: at.getUTCDate(), weekday: (at.getUTCDay() + 6) % 7, length };
}
