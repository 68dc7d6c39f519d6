import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../ground/errors.ts';
import { findOccurrence } from './find-occurrence.ts';
import { readRule } from './read-rule.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';

/** Whether a text is written as an RRULE, rightly or not: its parts may stand in any order. */
export function isRule(text: string): boolean {
  return /^\s*(?:RRULE:|(?:FREQ|INTERVAL|COUNT|UNTIL|WKST|BY[A-Z]+)=)/iu.test(text);
}

/**
 * Reads an RRULE that a task shall have.
 * @throws {AppError} `invalid_date` when it is malformed, is not allowed by RFC 5545, uses a part that Parley does not
 *   keep, or does not happen again
 */
export function parseRule(text: string): RecurrenceRule {
  const rule = readRule(text);
  const fault = FAULTS.find(({ isIn }) => isIn(rule));
  if (fault) throw new AppError('invalid_date', fault.sentence);
  if (!happens(rule))
    throw new AppError(
      'invalid_date',
      'That repetition never happens. Try "every monday at 9" or "monthly on the 1st".',
    );
  return rule;
}

/** What RFC 5545, 3.3.10, forbids. Rules that were stored before this was looked at go on as they did. */
const FAULTS: readonly { isIn: (rule: RecurrenceRule) => boolean; sentence: string }[] = [
  {
    isIn: ({ count, until }) => count !== undefined && until !== undefined,
    sentence: 'A repetition has COUNT or UNTIL, not both.',
  },
  {
    isIn: ({ frequency, byDay }) =>
      (frequency === 'DAILY' || frequency === 'WEEKLY') && byDay.some((day) => /\d/u.test(day)),
    sentence: 'BYDAY can count weekdays, as in 1MO, only in a month or a year.',
  },
  {
    isIn: ({ frequency, byMonthDay }) => frequency === 'WEEKLY' && byMonthDay.length > 0,
    sentence: 'BYMONTHDAY cannot stand in a weekly repetition.',
  },
  {
    isIn: ({ byDay, byMonth, byMonthDay, bySetPos }) =>
      bySetPos.length > 0 && byDay.length + byMonth.length + byMonthDay.length === 0,
    sentence: 'BYSETPOS needs BYDAY, BYMONTHDAY or BYMONTH beside it.',
  },
];

/** Which of "every 2 weeks" comes first is free; the ones after it have to come too. */
function happens(rule: RecurrenceRule): boolean {
  const first = findOccurrence({ ...rule, interval: 1 }, ANY_START, ANY_START);
  return first !== undefined && findOccurrence(rule, first, first.add({ days: 1 })) !== undefined;
}

/** A leap year, so that 29 February counts as a day. */
const ANY_START = Temporal.PlainDateTime.from('2024-01-01T09:00');
