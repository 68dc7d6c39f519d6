import type { SaidRule } from '../../recurrence/start-rule.ts';
import type { ClockPhrase } from '../../words/moment.ts';
import type { DayPart, TimeUnit } from '../../../languages/vocabulary.ts';
import { readBound } from './read-bound.ts';
import { readExcept, readWithin } from './read-except.ts';
import { readLength } from './read-length.ts';
import { readMoment } from '../read-moment.ts';
import { hasRole, readAmount, type Sentence, skipRole } from '../reading.ts';
import { readMonthDays, readOrdinalWeekday, type RuleReading } from './read-month-days.ts';
import { readWeekdaySet } from './read-weekdays.ts';
import {
  plainRule,
  type RecurrenceRule,
  weekdayCodes,
  WEEKDAY_CODES,
  yearDayRule,
} from '../../recurrence/recurrence-rule.ts';
import type { Frequency } from '../../../languages/vocabulary.ts';

/** A repetition found in a sentence. */
export interface RecurrenceReading extends SaidRule {
  readonly end: number;
}

interface Base extends RuleReading {
  readonly clock?: ClockPhrase | undefined;
  readonly part?: DayPart | undefined;
}

/** Reads "every 2 weeks on monday at 9", "daily", "on weekdays", "mondays 8am", "monthly on the 1st" at a position. */
export function readRecurrence(sentence: Sentence, position: number): RecurrenceReading | undefined {
  const base = readBase(sentence, position);
  if (base === undefined) return undefined;
  const detailed = readDetails(sentence, base);
  return readTail(sentence, detailed);
}

function readBase(sentence: Sentence, position: number): Base | undefined {
  const { terms } = sentence;
  const { repeat, isRepeated, isWorkdays, isWeekend } = terms[position]?.meaning ?? {};
  const named = repeat?.frequency === 'DAILY' ? readWeekdays(sentence, position + 1, 1) : undefined;
  // "كل يوم اثنين": "every day" followed by the weekday it names. "हर दिन रविवार को छोड़कर" leaves it out.
  if (named !== undefined && terms[position + 1]?.meaning.weekday !== undefined && !hasRole(terms[named.end], 'except'))
    return named;
  if (repeat !== undefined) return { rule: plainRule(repeat.frequency, repeat.interval), end: position + 1 };
  // "two fridays from now", "in 2 business days": counted, not repeated.
  const isCounted = readAmount(terms[position - 1]) !== undefined;
  if (isCounted && (isRepeated === true || isWorkdays === true)) return undefined;
  if (isRepeated === true) return readWeekdays(sentence, position, 1);
  const isOn = hasRole(terms[position], 'on', 'at', 'in') && !hasRole(terms[position], 'every');
  if (isOn && terms[position + 1]?.meaning.isRepeated === true) return readWeekdays(sentence, position + 1, 1);
  if (isWeekend === true && terms[position]?.text === 'weekends') return readWeekdays(sentence, position, 1);
  const isFrom = hasRole(terms[position], 'of') && (terms[position + 1]?.text.includes(' ') ?? false);
  if ((isOn || isFrom) && isPluralWorkdays(sentence, position + 1)) return { rule: workdays(), end: position + 2 };
  if (isWorkdays === true && isPluralWorkdays(sentence, position)) return { rule: workdays(), end: position + 1 };
  if (hasRole(terms[position], 'every')) return readEvery(sentence, position + 1);
  const at = skipRole(sentence, position, 'on', 'at', 'dom');
  return (
    readOfEveryMonth(sentence, at) ??
    readBareDays(sentence, skipRole(sentence, position, 'on', 'since', 'from', 'of', 'article'))
  );
}

/** "the last friday of every month": the repetition stands behind. */
function readOfEveryMonth(sentence: Sentence, position: number): Base | undefined {
  const places = readOrdinalWeekday(sentence, position);
  // "the 2nd and 4th tuesday" are several of each month.
  if (places !== undefined && isSeveral(places.rule)) return places;
  const base = places ?? readMonthDays(sentence, position);
  const words = sentence.terms.slice(position, base?.end ?? position);
  const isRepeated = words.some((term) => hasRole(term, 'every') || term.meaning.repeat !== undefined);
  return isRepeated ? base : undefined;
}

function isSeveral({ byDay, bySetPos }: RecurrenceRule): boolean {
  return (bySetPos.length === 0 ? byDay : bySetPos).length > 1;
}

/** "a weekday" is one day, "weekdays" are all of them. */
function isPluralWorkdays({ terms, vocabulary }: Sentence, position: number): boolean {
  const term = terms[position];
  return term?.meaning.isWorkdays === true && (vocabulary.language !== 'en' || term.text.endsWith('s'));
}

function readEvery(sentence: Sentence, position: number): Base | undefined {
  const { terms } = sentence;
  const first = terms[position];
  const { span, isWorkdays, isWeekend, part } = first?.meaning ?? {};
  if (span !== undefined && span.unit !== 'hour') return unitRule(span.unit, span.amount, position + 1);
  if (isWorkdays === true || isWeekend === true) return readWeekdays(sentence, position, 1);
  if (part !== undefined) return { rule: plainRule('DAILY'), part, end: position + 1 };
  const dated = readYearDay(sentence, position);
  if (dated !== undefined) return dated;
  const ordinalDay = readOrdinalWeekday(sentence, position) ?? readMonthDays(sentence, position);
  if (ordinalDay !== undefined) return ordinalDay;
  const isOther = hasRole(first, 'other');
  const amount = isOther
    ? 2
    : first?.meaning.weekday === undefined
      ? (readAmount(first) ?? first?.meaning.ordinal)
      : undefined;
  const at = amount === undefined ? position : position + 1;
  const interval = amount ?? 1;
  const { unit, weekday } = terms[at]?.meaning ?? {};
  if (!Number.isInteger(interval) || interval < 1 || interval > 999) return undefined;
  if (weekday !== undefined) return readWeekdays(sentence, at, interval);
  return unit === undefined ? undefined : unitRule(unit, interval, at + 1);
}

function unitRule(unit: TimeUnit, interval: number, end: number): Base | undefined {
  const frequency = UNIT_FREQUENCIES[unit];
  return frequency === undefined ? undefined : { rule: plainRule(frequency, interval), end };
}

const UNIT_FREQUENCIES: Readonly<Partial<Record<TimeUnit, Frequency>>> = {
  day: 'DAILY',
  week: 'WEEKLY',
  month: 'MONTHLY',
  year: 'YEARLY',
};

function workdays(): RecurrenceRule {
  return { ...plainRule('WEEKLY'), byDay: WEEKDAY_CODES.slice(0, 5) };
}

/** "monday", "monday and thursday", "mon, wed, fri", "monday to friday". */
function readWeekdays(sentence: Sentence, position: number, interval: number): Base | undefined {
  const set = readWeekdaySet(sentence, position);
  return set && { rule: { ...plainRule('WEEKLY', interval), byDay: weekdayCodes(set.days) }, end: set.end };
}

/** "mon wed fri", "monday to friday": several days without "every" are a week's. Two may as well be a choice. */
function readBareDays(sentence: Sentence, position: number): Base | undefined {
  if (sentence.terms[position]?.meaning.weekday === undefined) return undefined;
  const set = readWeekdaySet(sentence, position);
  // "trip friday to sunday" is once, "monday to friday" the days of work.
  const isWork = set?.isRange === true ? isWorkWeek(sentence, set.days) : (set?.named ?? 0) > 2;
  const isSaid = sentence.isPhrase || endsRepeated(sentence, set) || (sentence.readsBareDays === true && isWork);
  return set && isSaid ? { rule: { ...plainRule('WEEKLY'), byDay: weekdayCodes(set.days) }, end: set.end } : undefined;
}

/** From Monday to Friday; where Arabic is spoken, from Sunday to Thursday too. */
function isWorkWeek({ vocabulary }: Sentence, days: readonly number[]): boolean {
  const said = days.join('');
  return said === '12345' || (vocabulary.language === 'ar' && said === '12347');
}

/** "Salı ve perşembe günleri": the last of them says that all come again. */
function endsRepeated({ terms }: Sentence, set: { end: number } | undefined): boolean {
  return set !== undefined && terms[set.end - 1]?.meaning.isRepeated === true;
}

/** "every dec 24", "every year on dec 24". */
function readYearDay(sentence: Sentence, position: number): Base | undefined {
  const reading = readMoment(sentence, position);
  if (reading?.moment.day?.kind === 'month' && reading.moment.day.edge === undefined) return undefined;
  const { day: date, clock, part } = reading?.moment ?? {};
  // "every tuesday until dec 20" is no day of the year.
  if (sentence.terms[reading?.core ?? position]?.meaning.weekday !== undefined) return undefined;
  if (reading === undefined || date?.kind !== 'calendar' || date.year !== undefined) return undefined;
  return { rule: yearDayRule(date.month, date.day), clock, part, end: reading.end };
}

/** What a bare "weekly", "every month" or "every year" is narrowed to. */
function readDetails(sentence: Sentence, base: Base): Base {
  const { rule } = base;
  if (rule.byDay.length > 0 || rule.byMonthDay.length > 0) return base;
  const at = skipRole(sentence, skipRole(sentence, base.end, 'of'), 'on', 'at', 'in');
  const inner = DETAILS[rule.frequency](sentence, at) ?? DETAILS[rule.frequency](sentence, base.end);
  return inner === undefined
    ? base
    : {
        ...inner,
        part: inner.part ?? base.part,
        rule: { ...inner.rule, frequency: rule.frequency, interval: rule.interval },
      };
}

const DETAILS: Readonly<Record<Frequency, (sentence: Sentence, position: number) => Base | undefined>> = {
  DAILY: () => undefined,
  WEEKLY: (sentence, position) => readWeekdays(sentence, skipRole(sentence, position, 'article'), 1),
  MONTHLY: (sentence, position) => readOrdinalWeekday(sentence, position, true) ?? readMonthDays(sentence, position),
  YEARLY: (sentence, position) => readYearDay(sentence, position) ?? readOrdinalWeekday(sentence, position),
};

/** The days left out, the time of day, the first day and the last: "at 9", "in the morning", "starting monday", "until june". */
function readTail(sentence: Sentence, { rule, clock, part, end }: Base): RecurrenceReading {
  let reading: RecurrenceReading = { rule, clock, part, end };
  for (let pieces = 0; pieces < 5; pieces += 1) {
    const next =
      readWithin(sentence, reading) ??
      readExcept(sentence, reading) ??
      readLength(sentence, reading) ??
      readBound(sentence, reading) ??
      readTime(sentence, reading);
    if (next === undefined) break;
    reading = next;
  }
  return reading;
}

function readTime(sentence: Sentence, reading: RecurrenceReading): RecurrenceReading | undefined {
  const at = skipComma(sentence, reading.end);
  const time = reading.clock === undefined ? readMoment(sentence, at, true) : undefined;
  if (time === undefined || time.start > at + 1) return undefined;
  return { ...reading, clock: time.moment.clock, part: time.moment.part ?? reading.part, end: time.end };
}

function skipComma({ terms }: Sentence, position: number): number {
  return terms[position]?.kind === 'comma' ? position + 1 : position;
}
