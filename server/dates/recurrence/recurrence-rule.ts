import type { Frequency } from '../../languages/vocabulary.ts';

/** The parts of an RRULE that Parley keeps. */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly byDay: readonly string[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
  readonly count: number | undefined;
  /** As RFC 5545 writes it: a date, a date-time without a zone, or a UTC date-time. */
  readonly until: string | undefined;
  /** The day a week starts on, from Monday, which is 0: in every second week it says which days belong together. */
  readonly weekStart: number;
  /**
   * The time of day a rule carries. A task keeps it in its due date instead, but for a day on which the clocks skip it:
   * then the due date is later than the time of the series.
   */
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
    weekStart: 0,
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

/** Whether a rule is one for the 29th or the 30th, or the last day: "28, 29 or 30, whichever is last". */
export function isLastOfFew({ frequency, byDay, byMonthDay, bySetPos }: RecurrenceRule): boolean {
  const isLast = bySetPos.join() === '-1' && byDay.length === 0;
  return frequency === 'MONTHLY' && isLast && ['28,29', '28,29,30'].includes(byMonthDay.join());
}

/** The rule for a day of the year; 29 February is the last day of a February that has no 29th. */
export function yearDayRule(month: number, day: number, interval = 1): RecurrenceRule {
  return { ...plainRule('YEARLY', interval), byMonth: [month], byMonthDay: [month === 2 && day === 29 ? -1 : day] };
}

/** RFC 5545's weekdays, from Monday. */
export const WEEKDAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The codes of weekdays that count from Monday = 1, each once and in order. */
export function weekdayCodes(days: readonly number[]): string[] {
  return WEEKDAY_CODES.filter((_, index) => days.includes(index + 1));
}

/** Writes a rule as RFC 5545 does, without "RRULE:". */
export function formatRule(rule: RecurrenceRule): string {
  const { frequency, time } = rule;
  const parts = [
    ['FREQ', frequency],
    ['INTERVAL', rule.interval === 1 ? '' : String(rule.interval)],
    ['BYMONTH', rule.byMonth.join(',')],
    ['BYMONTHDAY', rule.byMonthDay.join(',')],
    ['BYDAY', rule.byDay.join(',')],
    ['BYHOUR', String(time?.hour ?? '')],
    ['BYMINUTE', String(time?.minute ?? '')],
    ['BYSETPOS', rule.bySetPos.join(',')],
    ['COUNT', String(rule.count ?? '')],
    ['UNTIL', rule.until ?? ''],
    ['WKST', rule.weekStart !== 0 ? (WEEKDAY_CODES[rule.weekStart] ?? '') : ''],
  ];
  return parts
    .filter(([, value]) => value !== '')
    .map((part) => part.join('='))
    .join(';');
}
