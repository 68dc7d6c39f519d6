import type { ClockPhrase, DayPart, Moment, TimeUnit } from './moment.ts';
import { readMoment } from './read-moment.ts';
import { hasRole, readAmount, type Sentence, skipRole } from './reading.ts';
import { plainRule, type RecurrenceRule } from './recurrence-rule.ts';
import type { Frequency } from './vocabulary.ts';

/** A repetition found in a sentence. */
export interface RecurrenceReading {
  readonly rule: RecurrenceRule;
  readonly clock?: ClockPhrase | undefined;
  readonly part?: DayPart | undefined;
  /** When the series begins: "starting dec 1". */
  readonly since?: Moment | undefined;
  /** When it ends: "until june". */
  readonly until?: Moment | undefined;
  readonly end: number;
}

interface Base {
  readonly rule: RecurrenceRule;
  readonly part?: DayPart | undefined;
  readonly end: number;
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
  const { repeat, isRepeated, isWorkdays } = terms[position]?.meaning ?? {};
  if (repeat?.frequency === 'DAILY' && terms[position + 1]?.meaning.weekday !== undefined) {
    // "كل يوم اثنين": "every day" followed by the weekday it names.
    return readWeekdays(sentence, position + 1, 1);
  }
  if (repeat !== undefined) return { rule: plainRule(repeat.frequency, repeat.interval), end: position + 1 };
  if (isRepeated === true) return readWeekdays(sentence, position, 1);
  const isOn = hasRole(terms[position], 'on', 'at', 'in') && !hasRole(terms[position], 'every');
  if (isOn && terms[position + 1]?.meaning.isRepeated === true) return readWeekdays(sentence, position + 1, 1);
  if (isOn && isPluralWorkdays(sentence, position + 1)) return { rule: workdays(), end: position + 2 };
  if (isWorkdays === true && isPluralWorkdays(sentence, position)) return { rule: workdays(), end: position + 1 };
  if (hasRole(terms[position], 'every')) return readEvery(sentence, position + 1);
  return readOfEveryMonth(sentence, skipRole(sentence, position, 'on', 'at', 'dom'));
}

/** "the last friday of every month": the repetition stands behind. */
function readOfEveryMonth(sentence: Sentence, position: number): Base | undefined {
  const base = readOrdinalWeekday(sentence, position) ?? readMonthDays(sentence, position);
  const words = sentence.terms.slice(position, base?.end ?? position);
  const isRepeated = words.some((term) => hasRole(term, 'every') || term.meaning.repeat !== undefined);
  return isRepeated ? base : undefined;
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
  if (isWorkdays === true) return { rule: workdays(), end: position + 1 };
  if (isWeekend === true) return { rule: { ...plainRule('WEEKLY'), byDay: ['SA', 'SU'] }, end: position + 1 };
  if (part !== undefined) return { rule: plainRule('DAILY'), part, end: position + 1 };
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
  return unit === undefined ? readYearDay(sentence, at) : unitRule(unit, interval, at + 1);
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

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function workdays(): RecurrenceRule {
  return { ...plainRule('WEEKLY'), byDay: CODES.slice(0, 5) };
}

/** "monday", "monday and thursday", "mon, wed, fri". */
function readWeekdays({ terms }: Sentence, position: number, interval: number): Base | undefined {
  const days: number[] = [];
  let end = position;
  for (let at = position; ;) {
    const weekday = terms[at]?.meaning.weekday;
    if (weekday === undefined) break;
    days.push(weekday);
    end = at + 1;
    at = end;
    while (
      days.length < 7 &&
      (terms[at]?.kind === 'comma' || terms[at]?.text === '/' || hasRole(terms[at], 'and', 'every', 'article', 'on')) &&
      at - end < 3
    )
      at += 1;
  }
  if (days.length === 0) return undefined;
  const byDay = [...new Set(days)].toSorted((one, other) => one - other).map((day) => CODES[day - 1] ?? '');
  return { rule: { ...plainRule('WEEKLY', interval), byDay }, end };
}

/** "first monday [of the month]", "last friday", "last day of the month". */
function readOrdinalWeekday(sentence: Sentence, position: number): Base | undefined {
  const { terms } = sentence;
  const start = skipRole(sentence, position, 'article');
  const term = terms[start];
  if (term?.meaning.edge?.unit === 'month')
    return { rule: { ...plainRule('MONTHLY'), byMonthDay: [-1] }, end: start + 1 };
  const isLast = hasRole(term, 'last');
  const place = isLast ? -1 : (term?.meaning.ordinal ?? (term?.ordinalMark === undefined ? undefined : term.number));
  const weekday = terms[start + 1]?.meaning.weekday;
  if (place === undefined || place > 5 || weekday === undefined) return undefined;
  const end = skipMonth(sentence, start + 2);
  // "every second friday" without a month is every other one.
  if (end === start + 2 && place === 2) return undefined;
  return { rule: { ...plainRule('MONTHLY'), byDay: [`${place}${CODES[weekday - 1] ?? ''}`] }, end };
}

/** "1st", "1st and 15th of the month", "el día 5". */
function readMonthDays(sentence: Sentence, position: number): Base | undefined {
  const { terms, vocabulary } = sentence;
  const days: number[] = [];
  let end = position;
  for (
    let at = skipRole(sentence, position, 'dom', 'on', 'article');
    ;
    at = skipRole(sentence, skipRole(sentence, end, 'and'), 'article')
  ) {
    const start = skipRole(sentence, at, 'dom', 'article');
    const term = terms[start];
    const number = term?.number ?? term?.meaning.ordinal;
    const isMarked = hasRole(terms[start + 1], 'day-mark');
    const isOrdinal =
      term?.ordinalMark === 'suffix' ||
      term?.meaning.ordinal !== undefined ||
      (term?.ordinalMark === 'dot' && vocabulary.hasOrdinalDot === true);
    const isPlain = vocabulary.hasPlainDayOfMonth === true && hasRole(terms[start - 1], 'dom');
    const isSecond =
      isOrdinal &&
      (terms[start + 1]?.meaning.unit !== undefined || terms[start + 1]?.meaning.weekday !== undefined) &&
      !isMarked;
    if (
      number === undefined ||
      number < 1 ||
      number > 31 ||
      isSecond ||
      !(isOrdinal || isPlain || isMarked || days.length > 0)
    )
      break;
    days.push(number);
    end = start + (isMarked ? 2 : 1);
  }
  if (days.length === 0 || terms[end]?.meaning.month !== undefined) return undefined;
  return { rule: monthDaysRule(days), end: skipMonth(sentence, end) };
}

/** The rule for days of the month; the 31st is the last day of a month that has no 31st. */
export function monthDaysRule(days: readonly number[], interval = 1): RecurrenceRule {
  const [day = 1] = days;
  const rule = plainRule('MONTHLY', interval);
  if (days.length > 1 || day <= 28) return { ...rule, byMonthDay: [...days] };
  if (day === 31) return { ...rule, byMonthDay: [-1] };
  return { ...rule, byMonthDay: [28, 29, 30].filter((candidate) => candidate <= day), bySetPos: [-1] };
}

function skipMonth(sentence: Sentence, position: number): number {
  const at = skipRole(sentence, skipRole(sentence, skipRole(sentence, position, 'of'), 'every'), 'article');
  if (sentence.terms[at]?.meaning.unit === 'month') return at + 1;
  return sentence.terms[at]?.meaning.repeat?.frequency === 'MONTHLY' && at > position ? at + 1 : position;
}

/** "every dec 24", "every year on dec 24". */
function readYearDay(sentence: Sentence, position: number): Base | undefined {
  const reading = readMoment(sentence, position);
  if (reading?.moment.day?.kind === 'month' && reading.moment.day.edge === undefined) return undefined;
  if (
    reading?.moment.day?.kind !== 'calendar' ||
    reading.moment.day.year !== undefined ||
    reading.moment.clock !== undefined
  )
    return undefined;
  const { month, day } = reading.moment.day;
  return { rule: { ...plainRule('YEARLY'), byMonth: [month], byMonthDay: [day] }, end: reading.end };
}

/** What a bare "weekly", "every month" or "every year" is narrowed to. */
function readDetails(sentence: Sentence, base: Base): Base {
  const { rule } = base;
  if (rule.byDay.length > 0 || rule.byMonthDay.length > 0) return base;
  const at = skipRole(sentence, skipRole(sentence, base.end, 'of'), 'on', 'at', 'in');
  const inner = DETAILS[rule.frequency](sentence, at) ?? DETAILS[rule.frequency](sentence, base.end);
  return inner === undefined
    ? base
    : { ...inner, part: base.part, rule: { ...inner.rule, frequency: rule.frequency, interval: rule.interval } };
}

const DETAILS: Readonly<Record<Frequency, (sentence: Sentence, position: number) => Base | undefined>> = {
  DAILY: () => undefined,
  WEEKLY: (sentence, position) => readWeekdays(sentence, skipRole(sentence, position, 'article'), 1),
  MONTHLY: (sentence, position) => readOrdinalWeekday(sentence, position) ?? readMonthDays(sentence, position),
  YEARLY: readYearDay,
};

/** The time of day, the first day and the last: "at 9", "in the morning", "starting monday", "until june". */
function readTail(sentence: Sentence, { rule, part, end }: Base): RecurrenceReading {
  let reading: RecurrenceReading = { rule, part, end };
  for (let pieces = 0; pieces < 4; pieces += 1) {
    const next = readBound(sentence, reading) ?? readTime(sentence, reading);
    if (next === undefined) break;
    reading = next;
  }
  return reading;
}

function readBound(sentence: Sentence, reading: RecurrenceReading): RecurrenceReading | undefined {
  const at = skipComma(sentence, reading.end);
  const bound = hasRole(sentence.terms[at], 'until')
    ? 'until'
    : hasRole(sentence.terms[at], 'since')
      ? 'since'
      : undefined;
  const moment = bound === undefined ? undefined : readMoment(sentence, at + 1);
  if (bound === undefined || moment?.moment.day === undefined || moment.sureness === 0) return undefined;
  return { ...reading, [bound]: moment.moment, end: moment.end };
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
