import { Temporal } from 'temporal-polyfill';
import { findLanguage } from '../../languages/spoken-languages.ts';
import { languageOf } from '../../text/languages.ts';
import { getDateTimeFormat } from '../calendar/intl-cache.ts';
import { describeInEnglish } from './describe-in-english.ts';
import { readRule } from './read-rule.ts';
import { isLastOfFew, type RecurrenceRule, WEEKDAY_CODES } from './recurrence-rule.ts';
import type { RecurrenceWording } from '../../languages/recurrence-wording.ts';
import type { Frequency } from '../../languages/vocabulary.ts';
import { pickLocale } from '../calendar/zoned-time.ts';

/**
 * Says how often in a few words: "every Monday and Thursday", "cada 2 semanas", "every month on day 1". English says all
 * of every rule; another language says what it has words for, and of the rest only that there is more.
 * @param locale a BCP 47 tag; English when the language has no wording
 * @throws {AppError} `invalid_date` for a malformed rule
 */
export function describeRecurrence(rrule: string, locale: string): string {
  const wanted = pickLocale(locale);
  const { recurrence: wording } = findLanguage(wanted);
  const rule = readRule(rrule);
  if (wording === 'in full') return describeInEnglish(rule, languageOf(wanted) === 'en' ? wanted : 'en-US');
  const speech: Speech = { locale: wanted, wording };
  const days = describeDays(rule, speech) ?? { days: `(${speech.wording.special})` };
  const base = days.base ?? describeBase(rule, speech);
  const parts = [base, days.days ?? '', describeTime(rule, speech), describeUntil(rule, speech)];
  const spoken = parts.filter((part) => part !== '').join(isSpaced(wanted) ? ' ' : '');
  return spoken + (rule.count === undefined ? '' : ` (× ${rule.count})`);
}

interface Speech {
  readonly locale: string;
  readonly wording: RecurrenceWording;
}

const UNITS: Readonly<Record<Frequency, string>> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' };

function describeBase({ frequency, interval }: RecurrenceRule, { locale, wording }: Speech): string {
  if (interval === 1) return wording[frequency];
  const unit = new Intl.NumberFormat(locale, { style: 'unit', unit: UNITS[frequency], unitDisplay: 'long' });
  return wording.every.replace('{unit}', unit.format(interval));
}

/** @returns what is said of the days, and of how often in one with them; undefined when there are no words for them. */
function describeDays(rule: RecurrenceRule, speech: Speech): { base?: string; days?: string } | undefined {
  const { frequency, interval, byDay, byMonth, byMonthDay, bySetPos, weekStart } = rule;
  if (weekStart !== 0 || (bySetPos.length > 0 && !isLastOfFew(rule))) return undefined;
  if (byDay.length + byMonth.length + byMonthDay.length === 0) return {};
  if (frequency === 'DAILY') return undefined;
  if (frequency === 'WEEKLY') {
    if (byDay.length === 0 || byMonth.length + byMonthDay.length > 0) return undefined;
    return interval === 1 ? { base: describeWeekdays(byDay, speech) } : { days: `(${listDays(byDay, speech)})` };
  }
  if (byDay.length === 0) return describeMonthDays(rule, speech);
  const isCounted = byDay.every((day) => day.length > 2) && byMonthDay.length === 0;
  const isOfMonth = frequency === 'MONTHLY' || byMonth.length > 0;
  if (!isCounted || !isOfMonth) return undefined;
  return { days: `${listMonths(byMonth, speech)} (${listDays(byDay, speech)})`.trim() };
}

function describeMonthDays(rule: RecurrenceRule, speech: Speech): { days: string } | undefined {
  const { frequency, byMonth, byMonthDay } = rule;
  const { locale, wording } = speech;
  const [[month = 1], [date = 1]] = [byMonth, byMonthDay];
  if (frequency === 'YEARLY' && byMonth.length === 1 && byMonthDay.length === 1 && date > 0)
    return { days: `(${formatMonthDay(month, date, locale)})` };
  if (frequency === 'YEARLY' && byMonth.length === 0) return undefined;
  const months = listMonths(byMonth, speech);
  if (byMonthDay.length === 0) return { days: months };
  if (byMonthDay.join() === '-1') return { days: `${months} ${wording.lastDay}`.trim() };
  if (byMonthDay.some((day) => day < 0)) return undefined;
  const days = isLastOfFew(rule) ? byMonthDay.slice(-1) : byMonthDay;
  return { days: `${months} ${wording.monthDay.replace('{n}', joinList(days.map(String), locale))}`.trim() };
}

function describeTime({ time }: RecurrenceRule, { locale }: Speech): string {
  if (time === undefined) return '';
  const format = getDateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
  return `(${format.format(Date.UTC(2024, 0, 1, time.hour, time.minute))})`;
}

function describeUntil({ until }: RecurrenceRule, { locale, wording }: Speech): string {
  if (until === undefined) return '';
  const day = Temporal.PlainDate.from(until.slice(0, 8));
  const format = getDateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return wording.until.replace('{date}', format.format(Date.UTC(day.year, day.month - 1, day.day)));
}

function describeWeekdays(byDay: readonly string[], speech: Speech): string {
  const { wording } = speech;
  if (byDay.join(',') === 'MO,TU,WE,TH,FR') return wording.workdays;
  return wording.weekdays.replace('{days}', listDays(byDay, speech));
}

function listDays(byDay: readonly string[], { locale }: Speech): string {
  const names = byDay.map((day) => {
    // 1 January 2024 was a Monday.
    const at = Date.UTC(2024, 0, 1 + WEEKDAY_CODES.indexOf(day.slice(-2)));
    const name = getDateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(at);
    return `${name} ${day.slice(0, -2)}`.trim();
  });
  return joinList(names, locale);
}

function listMonths(byMonth: readonly number[], { locale }: Speech): string {
  const format = getDateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const names = byMonth.map((month) => format.format(Date.UTC(2024, month - 1, 15)));
  return names.length === 0 ? '' : `(${joinList(names, locale)})`;
}

function joinList(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}

function formatMonthDay(month: number, day: number, locale: string): string {
  const format = getDateTimeFormat(locale, { month: 'long', day: 'numeric', timeZone: 'UTC' });
  return format.format(Date.UTC(2024, month - 1, day));
}

function isSpaced(locale: string): boolean {
  return !/^(?:zh|ja)/u.test(locale);
}
