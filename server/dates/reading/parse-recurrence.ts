import { Temporal } from 'temporal-polyfill';
import { chooseLexicons } from './lexicons.ts';
import { readTerms } from './read-terms.ts';
import { readMoment } from './read-moment.ts';
import { type RecurrenceReading, readRecurrence } from './read-recurrence.ts';
import { type Sentence } from './reading.ts';
import { findOccurrence } from '../recurrence/find-occurrence.ts';
import { parseRule } from '../recurrence/parse-rule.ts';
import { formatRule, type RecurrenceRule } from '../recurrence/recurrence-rule.ts';
import { resolveDay } from '../calendar/resolve-day.ts';
import { type DateContext, resolveMoment, type ResolvedDue } from '../calendar/resolve-moment.ts';
import { tokenize } from '../words/tokenize.ts';
import { fromWallClock, startOfDate, toWallClock } from '../calendar/zoned-time.ts';

/** A repetition, and when it happens first. */
export interface ParsedRecurrence {
  /** RFC 5545, without "RRULE:". */
  readonly rrule: string;
  readonly firstDue: Pick<ResolvedDue, 'dueAt' | 'dueIsDate'>;
}

const MAX_PHRASE = 200;

/**
 * Reads "every monday at 9", "cada lunes", "monthly on the 1st" or an RRULE.
 * The first time is today when it still lies ahead (a day without a time does).
 * @returns null when the phrase is no repetition
 * @throws {AppError} `invalid_date` for a malformed RRULE, or a repetition that never happens
 */
export function parseRecurrence(phrase: string, context: DateContext): ParsedRecurrence | null {
  const text = phrase.trim();
  if (/^(?:RRULE:)?FREQ=/iu.test(text)) return startRule({ rule: parseRule(text) }, context);
  if (text.length > MAX_PHRASE) return null;
  const tokens = tokenize(text.replace(/(?<!\d)[.!?]+$/u, ''));
  for (const { lexicon } of chooseLexicons(text, tokens, [context.language, context.locale])) {
    const sentence: Sentence = {
      terms: readTerms(tokens, lexicon, true),
      vocabulary: lexicon.vocabulary,
      isPhrase: true,
    };
    const reading = readTimed(sentence, 0);
    if (reading !== undefined && reading.end >= sentence.terms.length) return startRule(reading, context);
  }
  return null;
}

/** Reads a repetition that may have its time in front: "at 9 every monday". */
export function readTimed(sentence: Sentence, position: number): RecurrenceReading | undefined {
  const reading = readRecurrence(sentence, position);
  if (reading !== undefined) return reading;
  const time = readMoment(sentence, position);
  if (time === undefined || time.moment.day !== undefined || time.moment.instant !== undefined || time.sureness === 0)
    return undefined;
  const after = readRecurrence(sentence, time.end);
  if (after === undefined || after.clock !== undefined) return undefined;
  return { ...after, clock: time.moment.clock, part: time.moment.part ?? after.part };
}

function startRule(reading: Omit<RecurrenceReading, 'end'>, context: DateContext): ParsedRecurrence {
  const { now, timeZone, locale } = context;
  const wall = toWallClock(now, timeZone);
  const time = chooseTime(reading, context);
  const from =
    reading.since === undefined
      ? wall
      : resolveDay(reading.since.day ?? { kind: 'offset', days: 0 }, wall, locale).toPlainDateTime();
  const until =
    reading.until?.day === undefined
      ? undefined
      : resolveDay(reading.until.day, wall, locale).toString().replaceAll('-', '');
  const rule = { ...reading.rule, time: undefined, until: until ?? reading.rule.until };
  const first = findFirst(rule, from, time);
  const rrule = formatRule(parseRule(formatRule(rule)));
  const dueAt = time === undefined ? startOfDate(first.toPlainDate(), timeZone) : fromWallClock(first, timeZone);
  return { rrule, firstDue: { dueAt, dueIsDate: time === undefined } };
}

function chooseTime(
  { rule, clock, part }: Omit<RecurrenceReading, 'end'>,
  context: DateContext,
): Temporal.PlainTime | undefined {
  if (rule.time !== undefined) return Temporal.PlainTime.from(rule.time);
  if (clock === undefined && part === undefined) return undefined;
  const { dueAt } = resolveMoment(
    { day: { kind: 'offset', days: 1 }, ...(clock && { clock }), ...(part && { part }) },
    context,
  );
  return toWallClock(dueAt, context.timeZone).toPlainTime();
}

function findFirst(
  rule: RecurrenceRule,
  from: Temporal.PlainDateTime,
  time: Temporal.PlainTime | undefined,
): Temporal.PlainDateTime {
  const isOver = time !== undefined && Temporal.PlainTime.compare(time, from.toPlainTime()) <= 0;
  const start = from
    .toPlainDate()
    .add({ days: isOver ? 1 : 0 })
    .toPlainDateTime(time);
  // Which of "every 2 weeks" comes first is free, so the nearest one does.
  return findOccurrence({ ...rule, interval: 1 }, start, start) ?? start;
}
