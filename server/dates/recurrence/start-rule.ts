import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../ground/errors.ts';
import { findOccurrence } from './find-occurrence.ts';
import { isOver } from './is-over.ts';
import { skippedTime } from './series-time.ts';
import { parseRule } from './parse-rule.ts';
import { pinLastDay } from './pin-last-day.ts';
import { formatRule, type RecurrenceRule } from './recurrence-rule.ts';
import type { Due } from '../calendar/due.ts';
import { resolveDay } from '../calendar/resolve-day.ts';
import { type DateContext, resolveMoment } from '../calendar/resolve-moment.ts';
import { fromWallClock, toWallClock } from '../calendar/zoned-time.ts';
import type { ClockPhrase, Duration, Moment } from '../words/moment.ts';
import type { DayPart } from '../../languages/vocabulary.ts';

/** A repetition, and when it happens first. */
export interface ParsedRecurrence {
  /** RFC 5545, without "RRULE:". */
  readonly rrule: string;
  /** The end of a stretch of time, on the clock on the wall: "11:00". */
  readonly endTime?: string | undefined;
  readonly firstDue: Due;
}

/** A rule, and what was said with it of its time, its beginning and its end. */
export interface SaidRule {
  readonly rule: RecurrenceRule;
  readonly clock?: ClockPhrase | undefined;
  readonly part?: DayPart | undefined;
  /** When the series begins: "starting dec 1". */
  readonly since?: Moment | undefined;
  /** When it ends: "until june". */
  readonly until?: Moment | undefined;
  /** How long it goes on: "for 3 weeks". */
  readonly lasting?: readonly Duration[] | undefined;
}

/**
 * Finds when a rule happens first. That is today when it still lies ahead (a day without a time does).
 * @throws {AppError} `invalid_date` for a repetition that never happens, or is over before that
 */
export function startRule(said: SaidRule, context: DateContext): ParsedRecurrence {
  const { now, timeZone, locale } = context;
  const wall = toWallClock(now, timeZone);
  const { time, endTime } = chooseTime(said, context);
  const from =
    said.since === undefined
      ? wall
      : resolveDay(said.since.day ?? { kind: 'offset', days: 0 }, wall, locale).toPlainDateTime();
  const until =
    said.until?.day === undefined ? undefined : resolveDay(said.until.day, wall, locale).toString().replaceAll('-', '');
  const rule = parseRule(formatRule({ ...said.rule, until: until ?? said.rule.until }));
  const first = findFirst(rule, from, time);
  const at = time && fromWallClock(first, timeZone);
  if (isOver(rule.until, { wall: first, at }, timeZone))
    throw new AppError(
      'invalid_date',
      'That repetition is over before it begins. Name a later end, such as "every monday until june".',
    );
  const last = said.lasting && first.toPlainDate().add(sumOf(said.lasting)).subtract({ days: 1 });
  const ends = last === undefined ? {} : { until: last.toString().replaceAll('-', '') };
  const rrule = formatRule({ ...rule, ...ends, time: at && skippedTime(first, at, timeZone) });
  return { rrule, endTime, firstDue: at ? { at, zone: timeZone } : { on: first.toPlainDate().toString() } };
}

function sumOf(durations: readonly Duration[]): Temporal.Duration {
  const sum = { days: 0, weeks: 0, months: 0, years: 0 };
  for (const { unit, amount } of durations) {
    if (unit === 'day' || unit === 'week' || unit === 'month' || unit === 'year') sum[`${unit}s`] += Math.round(amount);
  }
  return Temporal.Duration.from(sum);
}

function chooseTime(
  { rule, clock, part }: SaidRule,
  context: DateContext,
): { time?: Temporal.PlainTime | undefined; endTime?: string | undefined } {
  if (rule.time !== undefined) return { time: Temporal.PlainTime.from(rule.time) };
  if (clock === undefined && part === undefined) return {};
  const { due, endTime } = resolveMoment(
    { day: { kind: 'offset', days: 1 }, ...(clock && { clock }), ...(part && { part }) },
    context,
  );
  return { time: 'at' in due ? toWallClock(due.at, context.timeZone).toPlainTime() : undefined, endTime };
}

function findFirst(
  rule: RecurrenceRule,
  from: Temporal.PlainDateTime,
  time: Temporal.PlainTime | undefined,
): Temporal.PlainDateTime {
  const hasPassed = time !== undefined && Temporal.PlainTime.compare(time, from.toPlainTime()) <= 0;
  const start = from
    .toPlainDate()
    .add({ days: hasPassed ? 1 : 0 })
    .toPlainDateTime(time);
  // Which of "every 2 weeks" comes first is free, so the nearest one does.
  const first = findOccurrence({ ...pinLastDay(rule, start.toPlainDate()), interval: 1 }, start, start);
  if (first === undefined)
    throw new AppError(
      'invalid_date',
      'That repetition never happens. Try "every monday at 9" or "monthly on the 1st".',
    );
  return first;
}
