import { Temporal } from 'temporal-polyfill';
import { DATE_LANGUAGES, languageOf, pickLanguage } from '../../text/languages.ts';
import { getDateTimeFormat } from '../calendar/intl-cache.ts';
import { parseRule } from './parse-rule.ts';
import { type RecurrenceRule, WEEKDAY_CODES } from './recurrence-rule.ts';
import { RECURRENCE_WORDINGS, type RecurrenceWording } from './recurrence-wording.ts';
import type { Frequency } from '../words/vocabulary.ts';
import { pickLocale } from '../calendar/zoned-time.ts';

/**
 * Says how often in a few words: "every Monday and Thursday", "cada 2 semanas", "every month on day 1".
 * @param locale a BCP 47 tag; English when the language has no wording
 * @throws {AppError} `invalid_date` for a malformed rule
 */
export function describeRecurrence(rrule: string, locale: string): string {
  const wanted = pickLocale(locale);
  const language = pickLanguage(wanted, DATE_LANGUAGES);
  const isSpoken = language === languageOf(wanted);
  const speech: Speech = { locale: isSpoken ? wanted : 'en-US', wording: RECURRENCE_WORDINGS[language] };
  const rule = parseRule(rrule);
  const parts = [describeBase(rule, speech), describeDays(rule, speech), describeUntil(rule, speech)].filter(
    (part) => part !== '',
  );
  return parts.join(isSpaced(speech.locale) ? ' ' : '') + (rule.count === undefined ? '' : ` (× ${rule.count})`);
}

interface Speech {
  readonly locale: string;
  readonly wording: RecurrenceWording;
}

const UNITS: Readonly<Record<Frequency, string>> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' };

function describeBase(rule: RecurrenceRule, speech: Speech): string {
  const { locale, wording } = speech;
  if (rule.interval > 1) {
    const unit = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: UNITS[rule.frequency],
      unitDisplay: 'long',
    }).format(rule.interval);
    return wording.every.replace('{unit}', unit);
  }
  if (rule.frequency !== 'WEEKLY' || rule.byDay.length === 0) return wording[rule.frequency];
  if (rule.byDay.join(',') === 'MO,TU,WE,TH,FR') return wording.workdays;
  return wording.weekdays.replace('{days}', listDays(rule.byDay, speech));
}

function describeDays(rule: RecurrenceRule, speech: Speech): string {
  const { locale, wording } = speech;
  const { frequency, interval, byDay, byMonth, byMonthDay, bySetPos } = rule;
  if (frequency === 'WEEKLY') return interval === 1 || byDay.length === 0 ? '' : `(${listDays(byDay, speech)})`;
  if (frequency === 'YEARLY' && byMonth.length === 1 && byMonthDay.length === 1)
    return `(${formatMonthDay(byMonth[0] ?? 1, byMonthDay[0] ?? 1, locale)})`;
  const months =
    byMonth.length === 0
      ? ''
      : `(${joinList(
          byMonth.map((month) => formatMonth(month, locale)),
          locale,
        )})`;
  if (byDay.length > 0) return `${months} (${listDays(byDay, speech)})`.trim();
  if (byMonthDay.includes(-1)) return wording.lastDay;
  // "28, 29 or 30, whichever is last" is how a rule says "the 30th, or the last day".
  const days = bySetPos[0] === -1 ? byMonthDay.slice(-1) : byMonthDay;
  return days.length === 0
    ? months
    : `${months} ${wording.monthDay.replace('{n}', joinList(days.map(String), locale))}`.trim();
}

function describeUntil({ until }: RecurrenceRule, { locale, wording }: Speech): string {
  if (until === undefined) return '';
  const day = Temporal.PlainDate.from(until.slice(0, 8));
  const format = getDateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return wording.until.replace('{date}', format.format(Date.UTC(day.year, day.month - 1, day.day)));
}

function listDays(byDay: readonly string[], { locale, wording }: Speech): string {
  const names = byDay.map((day) => {
    const place = day.slice(0, -2);
    // 1 January 2024 was a Monday.
    const at = Date.UTC(2024, 0, 1 + WEEKDAY_CODES.indexOf(day.slice(-2)));
    const name = getDateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(at);
    if (place === '') return name;
    const nth = wording.nthDay ?? '{day} {place}';
    return nth.replace('{place}', wording.places?.[Number(place)] ?? place).replace('{day}', name);
  });
  return joinList(names, locale);
}

function joinList(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}

function formatMonth(month: number, locale: string): string {
  return getDateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month - 1, 15));
}

function formatMonthDay(month: number, day: number, locale: string): string {
  return getDateTimeFormat(locale, { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(2024, month - 1, day),
  );
}

function isSpaced(locale: string): boolean {
  return !/^(?:zh|ja)/u.test(locale);
}
