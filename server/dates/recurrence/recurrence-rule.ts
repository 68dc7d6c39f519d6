import type { Frequency } from '../words/vocabulary.ts';

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
