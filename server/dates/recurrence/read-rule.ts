import { PLAIN_MARKS, quoteText } from '../../ground/quote-text.ts';
import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../ground/errors.ts';
import { type RecurrenceRule, WEEKDAY_CODES } from './recurrence-rule.ts';
import type { Frequency } from '../../languages/vocabulary.ts';

const MAX_RULE = 200;

/**
 * Reads what stands in an RRULE, in any order; `parseRule` says whether it makes sense.
 * @throws {AppError} `invalid_date`, naming the part that cannot be read or is not kept
 */
export function readRule(text: string): RecurrenceRule {
  const parts = splitParts(text);
  const numbers = (key: string, range: Range) => readNumbers(key, parts.get(key), range);
  const one = (key: string, range: Range) => onlyOne(key, numbers(key, range));
  one('BYSECOND', { least: 0, most: 0 });
  const frequency = readFrequency(parts.get('FREQ'));
  const interval = one('INTERVAL', { least: 1, most: MOST }) ?? 1;
  const bySetPos = numbers('BYSETPOS', { least: 1, most: 366, isSigned: true });
  const weekStart = readWeekStart(parts.get('WKST'));
  // It says which days belong together: where all weeks count, and one by one, it says nothing.
  const hasWeeks = frequency === 'WEEKLY' && (interval > 1 || bySetPos.length > 0);
  return {
    frequency,
    interval,
    byDay: readDays(parts.get('BYDAY')),
    byMonthDay: numbers('BYMONTHDAY', { least: 1, most: 31, isSigned: true }),
    byMonth: numbers('BYMONTH', { least: 1, most: 12 }),
    bySetPos,
    count: one('COUNT', { least: 1, most: MOST }),
    until: readUntil(parts.get('UNTIL')),
    weekStart: hasWeeks ? weekStart : 0,
    time: readTime(one('BYHOUR', { least: 0, most: 23 }), one('BYMINUTE', { least: 0, most: 59 })),
  };
}

/** The largest INTERVAL and COUNT. */
const MOST = 999;

interface Range {
  readonly least: number;
  readonly most: number;
  /** Whether "-1" counts from the end. */
  readonly isSigned?: boolean;
}

const KEPT = 'FREQ INTERVAL BYDAY BYMONTHDAY BYMONTH BYSETPOS COUNT UNTIL WKST BYHOUR BYMINUTE BYSECOND'.split(' ');

function splitParts(text: string): ReadonlyMap<string, string> {
  const body = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/u, '');
  if (body.length > MAX_RULE) throw refuse('That repetition is too long.');
  const parts = new Map<string, string>();
  for (const part of body.split(';').filter((piece) => piece.trim() !== '')) {
    const [, key = '', value = ''] = /^\s*([A-Z-]{1,20})=([^=]+?)\s*$/u.exec(part) ?? [];
    if (key === '')
      throw refuse(
        `I could not read ${quoteText(part, PLAIN_MARKS, 60)} as a repetition. Try "every monday at 9" or "monthly on the 1st".`,
      );
    if (!KEPT.includes(key)) throw refuse(`I cannot keep ${key} in a repetition.`);
    if (parts.has(key)) throw refuse(`${key} stands twice in that repetition.`);
    parts.set(key, value);
  }
  return parts;
}

const FREQUENCIES: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

function readFrequency(value: string | undefined): Frequency {
  if (value === undefined) throw refuse('That repetition does not say how often: FREQ is missing.');
  const frequency = FREQUENCIES.find((known) => known === value);
  if (frequency === undefined)
    throw refuse(`I cannot keep FREQ=${shown(value)}: a task repeats by the day, week, month or year.`);
  return frequency;
}

function readNumbers(key: string, value: string | undefined, { least, most, isSigned }: Range): number[] {
  if (value === undefined) return [];
  const form = isSigned ? /^[+-]?\d{1,3}$/u : /^\d{1,3}$/u;
  const numbers = value.split(',').map((number) => (form.test(number) ? Number(number) : Number.NaN));
  if (!numbers.every((number) => Math.abs(number) >= least && Math.abs(number) <= most)) throw unreadable(key, value);
  return [...new Set(numbers)];
}

function onlyOne(key: string, numbers: readonly number[]): number | undefined {
  if (numbers.length > 1) throw refuse(`I can keep one ${key} only.`);
  return numbers[0];
}

function readDays(value: string | undefined): string[] {
  const days = value?.split(',').map((day) => {
    const [, place = '', code = ''] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/u.exec(day) ?? [];
    const isPlace = place === '' || (Number(place) !== 0 && Math.abs(Number(place)) <= 53);
    if (code === '' || !isPlace) throw unreadable('BYDAY', value);
    return `${place === '' ? '' : Number(place)}${code}`;
  });
  return [...new Set(days)].toSorted((one, other) => weekdayOf(one) - weekdayOf(other));
}

function weekdayOf(day: string): number {
  return WEEKDAY_CODES.indexOf(day.slice(-2));
}

function readWeekStart(value: string | undefined): number {
  const weekday = value === undefined ? 0 : WEEKDAY_CODES.indexOf(value);
  if (weekday < 0) throw unreadable('WKST', value ?? '');
  return weekday;
}

function readUntil(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  try {
    if (!/^\d{8}(?:T\d{6}Z?)?$/u.test(value)) throw unreadable('UNTIL', value);
    if (Temporal.PlainDateTime.from(value.replace('Z', '')).year < 1) throw unreadable('UNTIL', value);
    return value;
  } catch (error) {
    throw error instanceof RangeError ? unreadable('UNTIL', value) : error;
  }
}

function readTime(hour: number | undefined, minute: number | undefined): RecurrenceRule['time'] {
  if (hour === undefined && minute !== undefined) throw refuse('I cannot keep BYMINUTE without BYHOUR.');
  return hour === undefined ? undefined : { hour, minute: minute ?? 0 };
}

function unreadable(key: string, value: string): AppError {
  return refuse(`I could not read ${key}=${shown(value)} in that repetition.`);
}

function shown(value: string): string {
  return value.slice(0, 60);
}

function refuse(sentence: string): AppError {
  return new AppError('invalid_date', sentence);
}
