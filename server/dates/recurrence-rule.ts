import { Temporal } from 'temporal-polyfill';
import { RRuleTemporal } from 'rrule-temporal';
import { AppError } from '../errors.ts';
import type { Frequency } from './vocabulary.ts';

/** The parts of an RRULE that Parley keeps. */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly byDay: readonly string[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
  readonly count: number | undefined;
  /** As RFC 5545 writes it: a date, or a UTC date-time. */
  readonly until: string | undefined;
  /** The time of day a foreign rule carries; a task keeps it in its due date instead. */
  readonly time: { readonly hour: number; readonly minute: number } | undefined;
}

/** A rule that happens every so often and nothing more. */
export function plainRule(frequency: Frequency, interval = 1): RecurrenceRule {
  return {
    frequency,
    interval,
    byDay: [],
    byMonthDay: [],
    byMonth: [],
    bySetPos: [],
    count: undefined,
    until: undefined,
    time: undefined,
  };
}

/** The rule for days of the month; the 31st is the last day of a month that has no 31st. */
export function monthDaysRule(days: readonly number[], interval = 1): RecurrenceRule {
  const [day = 1] = days;
  const rule = plainRule('MONTHLY', interval);
  if (days.length > 1 || day <= 28) return { ...rule, byMonthDay: [...days] };
  if (day === 31) return { ...rule, byMonthDay: [-1] };
  return { ...rule, byMonthDay: [28, 29, 30].filter((candidate) => candidate <= day), bySetPos: [-1] };
}

/** RFC 5545's weekdays, from Monday. */
export const WEEKDAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const MAX_RULE = 200;
const FREQUENCIES: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

/**
 * Reads an RRULE.
 * @throws {AppError} `invalid_date` when it is malformed, uses a part that Parley does not keep, or never happens
 */
export function parseRule(text: string): RecurrenceRule {
  const body = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/u, '');
  if (body.length > MAX_RULE) throw unreadable(text);
  const parts = new Map<string, string>();
  for (const part of body.split(';').filter((piece) => piece !== '')) {
    const [key = '', value = '', ...rest] = part.split('=');
    if (rest.length > 0 || value === '' || parts.has(key) || !KNOWN_PARTS.has(key)) throw unreadable(text);
    parts.set(key, value);
  }
  const frequency = FREQUENCIES.find((known) => known === parts.get('FREQ'));
  if (frequency === undefined) throw unreadable(text);
  const number = (key: string) => list(parts.get(key), 1, 999)[0];
  const [hour, minute = 0] = [list(parts.get('BYHOUR'), 0, 23)[0], list(parts.get('BYMINUTE'), 0, 59)[0]];
  const rule: RecurrenceRule = {
    frequency,
    interval: number('INTERVAL') ?? 1,
    byDay: (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== ''),
    byMonthDay: list(parts.get('BYMONTHDAY'), -31, 31),
    byMonth: list(parts.get('BYMONTH'), 1, 12),
    bySetPos: list(parts.get('BYSETPOS'), -366, 366),
    count: number('COUNT'),
    until: parts.get('UNTIL'),
    time: hour === undefined ? undefined : { hour, minute },
  };
  assertHappens(rule, text);
  return rule;
}

/** Writes a rule as RFC 5545 does, without "RRULE:". */
export function formatRule(rule: RecurrenceRule): string {
  const parts = [
    ['FREQ', rule.frequency],
    ['INTERVAL', rule.interval === 1 ? '' : String(rule.interval)],
    ['BYMONTH', rule.byMonth.join(',')],
    ['BYMONTHDAY', rule.byMonthDay.join(',')],
    ['BYDAY', rule.byDay.join(',')],
    ['BYSETPOS', rule.bySetPos.join(',')],
    ['COUNT', String(rule.count ?? '')],
    ['UNTIL', rule.until ?? ''],
  ];
  return parts
    .filter(([, value]) => value !== '')
    .map((part) => part.join('='))
    .join(';');
}

/**
 * The first time a rule happens at or after a wall-clock time, in a series that starts at `start`.
 * The series runs on the wall clock alone, so a 9:00 stays 9:00 when the clocks change.
 * @returns undefined when it never happens again
 */
export function findOccurrence(
  rule: RecurrenceRule,
  start: Temporal.PlainDateTime,
  atOrAfter: Temporal.PlainDateTime,
): Temporal.PlainDateTime | undefined {
  const series = new RRuleTemporal({
    rruleString: formatRule({ ...rule, count: undefined, until: undefined }),
    // UTC stands for "no zone": it has no daylight saving time that could move an occurrence.
    dtstart: start.toZonedDateTime('UTC'),
    maxIterations: 4000,
    maxCandidateEvaluations: 40_000,
  });
  try {
    const next = series.next(new Date(atOrAfter.toZonedDateTime('UTC').epochMilliseconds), true);
    return next === null || next === undefined
      ? undefined
      : Temporal.ZonedDateTime.from(next.toString()).toPlainDateTime();
  } catch {
    // The only way to find out that 30 February never comes is to give up looking.
    return undefined;
  }
}

const KNOWN_PARTS = new Set([
  'FREQ',
  'INTERVAL',
  'BYDAY',
  'BYMONTHDAY',
  'BYMONTH',
  'BYSETPOS',
  'COUNT',
  'UNTIL',
  'WKST',
  'BYHOUR',
  'BYMINUTE',
  'BYSECOND',
]);

function list(value: string | undefined, least: number, most: number): number[] {
  if (value === undefined) return [];
  const numbers = value.split(',').map(Number);
  if (
    numbers.some(
      (number) => !Number.isInteger(number) || number < least || number > most || (least < 0 && number === 0),
    )
  )
    throw unreadable(value);
  return numbers;
}

function isDay(day: string): boolean {
  return /^(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)$/u.test(day);
}

function isDateOrTime(until: string): boolean {
  if (!/^\d{8}(?:T\d{6}Z?)?$/u.test(until)) return false;
  try {
    return Temporal.PlainDateTime.from(until.replace('Z', '')).year > 0;
  } catch {
    return false;
  }
}

function assertHappens(rule: RecurrenceRule, text: string): void {
  const isUntil = rule.until === undefined || isDateOrTime(rule.until);
  const hasCount = rule.byDay.some((day) => /\d/u.test(day));
  if (!rule.byDay.every(isDay) || !isUntil || (hasCount && (rule.frequency === 'DAILY' || rule.frequency === 'WEEKLY')))
    throw unreadable(text);
  // A leap year, so that 29 February counts as a day.
  const start = Temporal.PlainDateTime.from('2024-01-01T09:00');
  if (findOccurrence(rule, start, start) === undefined)
    throw new AppError('invalid_date', 'That repetition never happens.');
}

function unreadable(text: string): AppError {
  return new AppError(
    'invalid_date',
    `I could not read "${text.trim().slice(0, 60)}" as a repetition. Try "every monday at 9" or "monthly on the 1st".`,
  );
}
