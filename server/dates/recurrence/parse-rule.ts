import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../ground/errors.ts';
import { findOccurrence } from './find-occurrence.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import type { Frequency } from '../words/vocabulary.ts';

const MAX_RULE = 200;
const FREQUENCIES: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

/** Whether a text is written as an RRULE, rightly or not: its parts may stand in any order. */
export function isRule(text: string): boolean {
  return /^\s*(?:RRULE:|(?:FREQ|INTERVAL|COUNT|UNTIL|WKST|BY[A-Z]+)=)/iu.test(text);
}

/**
 * Reads an RRULE.
 * @throws {AppError} `invalid_date` when it is malformed, uses a part that Parley does not keep, or does not happen again
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
  // Which of "every 2 weeks" comes first is free; the ones after it have to come too.
  const first = findOccurrence({ ...rule, interval: 1 }, ANY_START, ANY_START);
  const second = first && findOccurrence(rule, first, first.add({ days: 1 }));
  if (second === undefined) throw new AppError('invalid_date', 'That repetition never happens.');
}

/** A leap year, so that 29 February counts as a day. */
const ANY_START = Temporal.PlainDateTime.from('2024-01-01T09:00');

function unreadable(text: string): AppError {
  return new AppError(
    'invalid_date',
    `I could not read "${text.trim().slice(0, 60)}" as a repetition. Try "every monday at 9" or "monthly on the 1st".`,
  );
}
