import { PLAIN_MARKS, quoteText } from '../ground/quote-text.ts';
import type { Temporal } from 'temporal-polyfill';
import { AppError } from '../ground/errors.ts';
import { chooseLexicons } from './reading/lexicons.ts';
import { readTerms } from './reading/read-terms.ts';
import type { Moment } from './words/moment.ts';
import type { DayPart } from '../languages/vocabulary.ts';
import { readDurations } from './reading/days/read-duration.ts';
import { readMoment } from './reading/read-moment.ts';
import { hasRole, type Sentence, skipRole } from './reading/reading.ts';
import { periodAround, resolveDay } from './calendar/resolve-day.ts';
import { dueDay } from './calendar/due.ts';
import { type DateContext, resolveMoment } from './calendar/resolve-moment.ts';
import { tokenize } from './words/tokenize.ts';
import { fromWallClock, startOfDate, toWallClock } from './calendar/zoned-time.ts';

/** Which due dates a list filter keeps. */
export interface DueRange {
  /** The first time kept; none: no earliest. */
  readonly from?: Date;
  /** The first time no longer kept; none: no latest. */
  readonly to?: Date;
  /** The days without a time that are kept, the first and the last of them included: those that lie in it as a whole. */
  readonly days?: { readonly first?: string; readonly last?: string };
  /** Only tasks that are late. */
  readonly overdue?: true;
  /** Only tasks without a due date. */
  readonly none?: true;
}

const MAX_PHRASE = 200;

/**
 * Turns a list filter into a range: "today", "overdue", "none", "this week" (from Monday), "weekend", "next month", a day,
 * "next 3 days", "before friday", "monday to friday", "2026-12-01/2026-12-07", in the languages dates are read in.
 * @throws {AppError} `invalid_date` when the phrase says no time
 */
export function resolveDueRange(phrase: string, context: DateContext): DueRange {
  const text = phrase.trim();
  const range = text.length > MAX_PHRASE ? undefined : (resolveInterval(text, context) ?? resolvePhrase(text, context));
  if (range !== undefined) return { ...range, ...wholeDays(range, context) };
  throw new AppError(
    'invalid_date',
    `I could not read ${quoteText(text, PLAIN_MARKS, 60)} as a time. Try "today", "this week" or "2026-12-01/2026-12-07".`,
  );
}

/** A task of a day belongs to no hour of it, so it is found when all of its day is asked for. */
function wholeDays({ from, to }: DueRange, { timeZone }: DateContext): Pick<DueRange, 'days'> {
  if (from === undefined && to === undefined) return {};
  const start = from && toWallClock(from, timeZone).toPlainDate();
  const isWhole = start !== undefined && startOfDate(start, timeZone).getTime() === from?.getTime();
  const first = start?.add({ days: isWhole ? 0 : 1 }).toString();
  const last = to && toWallClock(to, timeZone).toPlainDate().subtract({ days: 1 }).toString();
  return { days: { ...(first !== undefined && { first }), ...(last !== undefined && { last }) } };
}

/** "2026-12-01/2026-12-07", open at either end with nothing or "..". */
function resolveInterval(text: string, context: DateContext): DueRange | undefined {
  const ends = /^(\d{4}-\d{1,2}-\d{1,2}|\.\.)?\s*(?:\/|\.\.)\s*(\d{4}-\d{1,2}-\d{1,2}|\.\.)?$/u.exec(text);
  if (ends === null || text.length < 10) return undefined;
  const [first, last] = ends
    .slice(1)
    .map((end) => (end === undefined || end === '..' ? undefined : resolvePhrase(end, context)));
  return orderRange(first, last);
}

function orderRange(first: DueRange | undefined, last: DueRange | undefined): DueRange {
  if (first?.from !== undefined && last?.to !== undefined && last.to <= first.from) {
    throw new AppError('invalid_date', 'That range ends before it starts.');
  }
  return { ...(first?.from && { from: first.from }), ...(last?.to && { to: last.to }) };
}

function resolvePhrase(text: string, context: DateContext): DueRange | undefined {
  const tokens = tokenize(text);
  for (const { lexicon } of chooseLexicons(text, tokens, [context.language, context.locale])) {
    const sentence: Sentence = {
      terms: readTerms(tokens, lexicon, true),
      vocabulary: lexicon.vocabulary,
      isPhrase: true,
    };
    const range =
      readFilter(sentence) ??
      readAhead(sentence, context) ??
      readBounded(sentence, context) ??
      readSpan(sentence, context);
    if (range !== undefined) return range;
  }
  return undefined;
}

function readFilter({ terms }: Sentence): DueRange | undefined {
  const filter = terms.length === 1 ? terms[0]?.meaning.filter : undefined;
  if (filter === undefined) return undefined;
  return filter === 'none' ? { none: true } : { overdue: true };
}

/** "next 3 days", "within 2 weeks", "próximos 3 días": from now to the end of the last of those days. */
function readAhead(sentence: Sentence, { now, timeZone }: DateContext): DueRange | undefined {
  const { terms } = sentence;
  const lead = skipRole(sentence, skipRole(sentence, 0, 'in'), 'article');
  const at = skipRole(sentence, lead, 'next', 'coming', 'this');
  const isWithin = hasRole(terms[0], 'within');
  const run = readDurations(sentence, at, false);
  const end = run === undefined ? 0 : skipRole(sentence, run.end, 'hence');
  if (run === undefined || end < terms.length || (at === lead && !isWithin)) return undefined;
  const today = toWallClock(now, timeZone).toPlainDate();
  const isShort = run.durations.every(({ unit }) => ['second', 'minute', 'hour'].includes(unit));
  if (isShort) {
    const { due } = resolveMoment(
      { day: { kind: 'shift', durations: run.durations } },
      { now, timeZone, locale: 'en' },
    );
    return 'at' in due ? { from: now, to: due.at } : undefined;
  }
  const last = resolveDay({ kind: 'shift', durations: run.durations }, today.toPlainDateTime(), 'en');
  return { from: startOfDate(today, timeZone), to: startOfDate(last.add({ days: 1 }), timeZone) };
}

/** "before friday", "until friday", "after monday", "since monday", "monday to friday". */
function readBounded(sentence: Sentence, context: DateContext): DueRange | undefined {
  const { terms } = sentence;
  const [first] = terms;
  if (hasRole(first, 'before', 'until', 'after', 'since')) {
    const one = readSpan(sentence, context, 1);
    if (one !== undefined) return boundBy(sentence, 0, one);
    if (!hasRole(first, 'since')) return undefined;
  }
  const last = terms.length - 1;
  // "金曜日まで", "kal tak": the bound stands behind.
  if (hasRole(terms[last], 'before', 'until', 'after') && sentence.vocabulary.isPostpositional === true) {
    const one = readSpan({ ...sentence, terms: terms.slice(0, last) }, context);
    return one && boundBy(sentence, last, one);
  }
  const start = skipRole(sentence, 0, 'since');
  const to = terms.findIndex(
    (term, index) => index > start && (hasRole(term, 'range-to') || /^[-–—]$/u.test(term.text)),
  );
  if (to < 0) return undefined;
  const from = readSpan({ ...sentence, terms: terms.slice(0, to) }, context, start);
  const until = readSpan(sentence, context, to + 1);
  if (from?.from === undefined || until?.to === undefined) return undefined;
  // "friday to monday": the weekday after the range's start, not before it.
  if (until.to > from.from) return { from: from.from, to: until.to };
  const later = readSpan(sentence, { ...context, now: from.from }, to + 1);
  return orderRange(from, later);
}

function boundBy({ terms }: Sentence, position: number, { from, to }: DueRange): DueRange | undefined {
  const bound = terms[position];
  if (from === undefined || to === undefined) return undefined;
  if (hasRole(bound, 'before')) return { to: from };
  if (hasRole(bound, 'until')) return { to };
  return { from: hasRole(bound, 'after') ? to : from };
}

/** A day, a part of one, or a whole week, weekend, month or year. */
function readSpan(sentence: Sentence, context: DateContext, position = 0): DueRange | undefined {
  const reading = readMoment(sentence, position);
  if (reading === undefined || reading.end < sentence.terms.length) return undefined;
  const { now, timeZone, locale } = context;
  const wall = toWallClock(now, timeZone);
  const dates = wholeDates(reading.moment, wall, locale);
  if (dates !== undefined)
    return { from: startOfDate(dates.start, timeZone), to: startOfDate(dates.end.add({ days: 1 }), timeZone) };
  const date = dueDay(resolveMoment(reading.moment, context).due, timeZone);
  const { part, clock, day } = reading.moment;
  if (part === undefined || clock !== undefined || day === undefined)
    return { from: startOfDate(date, timeZone), to: startOfDate(date.add({ days: 1 }), timeZone) };
  const [start, end] = PART_SPANS[part];
  const named = resolveDay(day, wall, locale);
  return { from: atHour(named, start, timeZone), to: atHour(named, end, timeZone) };
}

/** Generous hours, so that a task at half past five is in both the afternoon and the evening. */
const PART_SPANS: Readonly<Record<DayPart, readonly [start: number, end: number]>> = {
  morning: [0, 12],
  noon: [11, 14],
  afternoon: [12, 18],
  evening: [17, 24],
  night: [18, 28],
  midnight: [23, 25],
};

function atHour(date: Temporal.PlainDate, hour: number, timeZone: string): Date {
  return fromWallClock(date.add({ days: Math.trunc(hour / 24) }).toPlainDateTime({ hour: hour % 24 }), timeZone);
}

function wholeDates(
  { day, clock, part }: Moment,
  wall: Temporal.PlainDateTime,
  locale: string,
): { start: Temporal.PlainDate; end: Temporal.PlainDate } | undefined {
  if (day === undefined || clock !== undefined || part !== undefined) return undefined;
  if (day.kind === 'period' && day.edge === undefined) return periodAround(day.unit, day.which, wall.toPlainDate());
  if (day.kind === 'weekend') {
    const start = resolveDay(day, wall, locale);
    const saturday = start.dayOfWeek === 7 ? start.subtract({ days: 1 }) : start;
    return { start: saturday, end: saturday.add({ days: 1 }) };
  }
  if (day.kind !== 'month' || day.edge !== undefined) return undefined;
  const first = resolveDay({ ...day, edge: 'start' }, wall, locale).with({ day: 1 });
  return { start: first, end: first.with({ day: first.daysInMonth }) };
}
