import type { Temporal } from 'temporal-polyfill';
import { readRule } from './read-rule.ts';
import { monthDaysRule, type RecurrenceRule, yearDayRule } from './recurrence-rule.ts';

/**
 * A rule that leaves its day to its start, where that is a day that not every month or year has, keeps to the last
 * days: "every month" from the 31st comes on the last day, "every year" from 29 February on the last of February. RFC
 * 5545 would skip the months and years without it; a rule that names its day is taken at its word.
 */
export function pinLastDay(rule: RecurrenceRule, { day, month }: Temporal.PlainDate): RecurrenceRule {
  const { frequency, byDay, byMonth, byMonthDay } = rule;
  if (day <= 28 || byDay.length > 0 || byMonthDay.length > 0) return rule;
  if (frequency === 'MONTHLY') {
    const lastDay = monthDaysRule([day]);
    return { ...rule, byMonthDay: lastDay.byMonthDay, bySetPos: lastDay.bySetPos };
  }
  if (frequency !== 'YEARLY' || byMonth.length > 0 || month !== 2) return rule;
  const lastOfFebruary = yearDayRule(month, day);
  return { ...rule, byMonth: lastOfFebruary.byMonth, byMonthDay: lastOfFebruary.byMonthDay };
}

/** Whether a series that has begun on a day comes on 29 February in leap years, and on the 28th in others. */
export function fallsBackToFebruary28(rrule: string, begun: Temporal.PlainDate): boolean {
  const { frequency, byDay, byMonth, byMonthDay } = pinLastDay(readRule(rrule), begun);
  return frequency === 'YEARLY' && byDay.length === 0 && byMonth.join() === '2' && byMonthDay.join() === '-1';
}
