import { Temporal } from 'temporal-polyfill';
import { getDateTimeFormat } from '../calendar/intl-cache.ts';
import { isLastOfFew, type RecurrenceRule, WEEKDAY_CODES } from './recurrence-rule.ts';
import type { Frequency } from '../../languages/vocabulary.ts';

/**
 * Says all that a rule says in English, and nothing else: two rules that come on other days are never described alike.
 * @param locale how dates are written
 */
export function describeInEnglish(rule: RecurrenceRule, locale: string): string {
  const pieces = [
    describeBase(rule),
    describeMonthDays(rule),
    describeMonths(rule),
    describeWeekdays(rule),
    describePlaces(rule),
    describeTime(rule, locale),
    describeUntil(rule, locale),
    rule.count === undefined ? '' : ` (× ${rule.count})`,
  ];
  return pieces.join('');
}

const UNITS: Readonly<Record<Frequency, string>> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' };
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const WORKDAYS = 'MO,TU,WE,TH,FR';

function describeBase({ frequency, interval, byDay }: RecurrenceRule): string {
  const unit = UNITS[frequency];
  if (interval > 1) return `every ${interval} ${unit}s`;
  if (frequency !== 'WEEKLY' || byDay.length === 0) return `every ${unit}`;
  if (byDay.join() === WORKDAYS) return 'every weekday';
  const missing = WEEKDAY_CODES.filter((day) => !byDay.includes(day));
  return missing.length === 1 ? `every day but ${join(missing.map(nameDay))}` : `every ${join(byDay.map(nameDay))}`;
}

function describeMonthDays(rule: RecurrenceRule): string {
  const { frequency, byMonth, byMonthDay } = rule;
  if (byMonthDay.length === 0 || hasDate(rule)) return '';
  if (isLastOfFew(rule)) return ` on day ${byMonthDay.at(-1)}`;
  const days = join(byMonthDay.map((day) => (day > 0 ? `day ${day}` : `the ${nameOrdinal(day)} day`)));
  const inEach = frequency === 'YEARLY' && byMonth.length === 0 ? ' of each month' : '';
  const isSkipping = byMonthDay.some((day) => Math.abs(day) > 28);
  return `${frequency === 'DAILY' ? ', only on ' : ' on '}${days}${inEach}${isSkipping ? ' (skips months without it)' : ''}`;
}

function describeMonths(rule: RecurrenceRule): string {
  const { frequency, byMonth, byMonthDay } = rule;
  if (byMonth.length === 0) return '';
  const names = byMonth.map((month) => MONTHS[month - 1] ?? '');
  if (hasDate(rule)) {
    const isLeapDay = byMonth[0] === 2 && byMonthDay[0] === 29;
    return ` (${names[0]} ${byMonthDay[0]}${isLeapDay ? ', only in leap years' : ''})`;
  }
  return `${frequency === 'YEARLY' ? '' : ', only'} in ${join(names)}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A date of the year, as people say it. */
function hasDate({ frequency, byDay, byMonth, byMonthDay, bySetPos }: RecurrenceRule): boolean {
  const isOne = byMonth.length === 1 && byMonthDay.length === 1 && (byMonthDay[0] ?? 0) > 0;
  return frequency === 'YEARLY' && isOne && byDay.length === 0 && bySetPos.length === 0;
}

function describeWeekdays(rule: RecurrenceRule): string {
  const { frequency, interval, byDay, byMonth, byMonthDay } = rule;
  if (byDay.length === 0 || isOfWorkdays(rule)) return '';
  if (frequency === 'WEEKLY') return interval === 1 ? '' : ` (${join(byDay.map(nameDay))})`;
  const isLimit = frequency === 'DAILY' || byMonthDay.length > 0;
  const inYear = frequency === 'YEARLY' && byMonth.length === 0 && byDay.some(isCounted) ? ' of the year' : '';
  if (isLimit) return `, only on ${join(byDay.map(nameDay))}${inYear}`;
  return ` (${join(byDay.map((day) => (isCounted(day) ? nameDay(day) : `every ${nameDay(day)}`)))}${inYear})`;
}

function describePlaces(rule: RecurrenceRule): string {
  const { frequency, interval, byMonth, bySetPos, weekStart } = rule;
  const weeks = weekStart === 0 ? '' : `, weeks from ${WEEKDAYS[weekStart]}`;
  if (bySetPos.length === 0 || isLastOfFew(rule)) return weeks;
  const places = join(bySetPos.map(nameOrdinal));
  const inYear = frequency === 'YEARLY' && byMonth.length === 0 ? ' of the year' : '';
  if (isOfWorkdays(rule)) return ` (the ${places} weekday${inYear})`;
  const inEach = interval === 1 ? `each ${UNITS[frequency]}` : `each such ${UNITS[frequency]}`;
  return `, only the ${places} of these ${inEach}${weeks}`;
}

/** "The last weekday of the month". */
function isOfWorkdays({ frequency, byDay, byMonthDay, bySetPos }: RecurrenceRule): boolean {
  const isLong = frequency === 'MONTHLY' || frequency === 'YEARLY';
  return isLong && bySetPos.length > 0 && byMonthDay.length === 0 && byDay.join() === WORKDAYS;
}

function describeTime({ time }: RecurrenceRule, locale: string): string {
  if (time === undefined) return '';
  const format = getDateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
  return ` at ${format.format(Date.UTC(2024, 0, 1, time.hour, time.minute))}`;
}

function describeUntil({ until }: RecurrenceRule, locale: string): string {
  if (until === undefined) return '';
  const at = Temporal.PlainDateTime.from(until.replace('Z', ''));
  const timeStyle = at.second === 0 ? 'short' : 'medium';
  const format = getDateTimeFormat(locale, {
    dateStyle: 'long',
    ...(until.includes('T') && { timeStyle }),
    timeZone: 'UTC',
  });
  const shown = format.format(at.toZonedDateTime('UTC').epochMilliseconds);
  return ` until ${shown}${until.endsWith('Z') ? ' UTC' : ''}`;
}

function isCounted(day: string): boolean {
  return day.length > 2;
}

function nameDay(day: string): string {
  const name = WEEKDAYS[WEEKDAY_CODES.indexOf(day.slice(-2))] ?? '';
  return isCounted(day) ? `the ${nameOrdinal(Number(day.slice(0, -2)))} ${name}` : name;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

function nameOrdinal(place: number): string {
  if (place === -1) return 'last';
  if (place < 0) return `${addSuffix(-place)} to last`;
  return ORDINALS[place - 1] ?? addSuffix(place);
}

const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' });

function addSuffix(number: number): string {
  return `${number}${SUFFIXES[ordinalRules.select(number)] ?? 'th'}`;
}

function join(names: readonly string[]): string {
  return new Intl.ListFormat('en-US', { type: 'conjunction' }).format(names);
}
