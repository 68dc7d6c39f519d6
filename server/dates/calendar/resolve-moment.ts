import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../ground/errors.ts';
import type { ClockPhrase, Duration, Moment } from '../words/moment.ts';
import type { DayPart } from '../../languages/vocabulary.ts';
import { PART_HOURS } from '../words/moment.ts';
import { type Due, dueDay } from './due.ts';
import { resolveDay } from './resolve-day.ts';
import { fromWallClock, startOfDate, toWallClock } from './zoned-time.ts';

/** When it is, where, and how dates are written there: all that a date phrase needs besides itself. */
export interface DateContext {
  readonly now: Date;
  /** An IANA zone; every weekday and date is meant in it. */
  readonly timeZone: string;
  /** A BCP 47 tag; decides whether "3/4" is March or April. */
  readonly locale: string;
  /** The language of the text when it is known. */
  readonly language?: string | undefined;
}

/** A date phrase come true. */
export interface ResolvedDue {
  readonly due: Due;
  readonly isPast: boolean;
  /** The end of a stretch of time, on the clock on the wall: "11:00". */
  readonly endTime?: string;
  /** What was guessed, in a few English words. */
  readonly assumed?: string;
}

interface WallTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 1 when "12 tonight" is already tomorrow. */
  readonly plusDays: number;
  readonly isGuessed: boolean;
}

/**
 * Turns a moment into an instant. A time without a day that has passed today means tomorrow; a bare hour from 1 to 7
 * is in the afternoon, one from 8 to 12 before noon.
 * @throws {AppError} `invalid_date` for a day or time that does not exist
 */
export function resolveMoment(moment: Moment, context: DateContext): ResolvedDue {
  try {
    return withEnd(moment, move(settle(moment, context), moment.shift, context), context);
  } catch (error) {
    if (error instanceof RangeError)
      throw new AppError('invalid_date', 'That date does not exist or is too far away. Try one such as 2026-12-24.', {
        cause: error,
      });
    throw error;
  }
}

function move(resolved: ResolvedDue, shift: readonly Duration[] | undefined, context: DateContext): ResolvedDue {
  if (shift === undefined) return resolved;
  const { due } = resolved;
  const from = 'at' in due ? due.at : startOfDate(dueDay(due, context.timeZone), context.timeZone);
  return exact(addDurations(from, shift, context.timeZone), context);
}

/** The end of "from 10 to 11" is in the half of the day that comes after its beginning. */
function withEnd({ clock, part }: Moment, resolved: ResolvedDue, { timeZone }: DateContext): ResolvedDue {
  const { due } = resolved;
  if (clock?.until === undefined || 'on' in due) return resolved;
  const { hour, minute } = settleTime(clock.until, part, false);
  const begun = toWallClock(due.at, timeZone);
  const isEarlier = hour < begun.hour || (hour === begun.hour && minute <= begun.minute);
  const last = isEarlier && clock.until.meridiem === undefined && hour < 12 ? hour + 12 : hour;
  return { ...resolved, endTime: `${twoDigits(last)}:${twoDigits(minute)}` };
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function settle(moment: Moment, context: DateContext): ResolvedDue {
  const { now, timeZone } = context;
  const { day, clock, part, instant } = moment;
  if (instant !== undefined) return exact(new Date(Temporal.Instant.from(instant).epochMilliseconds), context);
  if (day?.kind === 'shift' && day.durations.some(isTimeLength)) {
    const from =
      day.from === undefined
        ? now
        : startOfDate(resolveDay(day.from, toWallClock(now, timeZone), context.locale), timeZone);
    return exact(addDurations(from, day.durations, timeZone), context);
  }
  const wall = toWallClock(now, timeZone);
  if (day === undefined) return nextTime(settleTime(clock, part, false), wall, context);
  const date = resolveDay(day, wall, context.locale, clock === undefined ? undefined : settleTime(clock, part, false));
  expectWeekday(date, moment.weekday);
  if (clock === undefined && part === undefined) return onDate(date, context);
  const isToday = date.equals(wall.toPlainDate());
  const time = settleTime(clock, part, day.kind === 'offset');
  const at = fromWallClock(atTime(date, time), timeZone);
  if (at >= now || !isToday)
    return exact(at, context, time.isGuessed ? `${time.hour}:${String(time.minute).padStart(2, '0')}` : undefined);
  if (clock === undefined)
    return isPartOver(part, wall)
      ? exact(at, context)
      : { ...onDate(date, context), assumed: 'the day, because the usual hour has passed' };
  // "today at 9" said in the afternoon is nine in the evening.
  const later = fromWallClock(atTime(date, { ...time, hour: time.hour + 12 }), timeZone);
  return time.isGuessed && time.hour < 12 && later > now
    ? exact(later, context, 'the evening, because the morning has passed')
    : exact(at, context);
}

/** "tue 25 nov" that is a Wednesday could be either. */
function expectWeekday(date: Temporal.PlainDate, weekday: number | undefined): void {
  if (weekday === undefined || date.dayOfWeek === weekday) return;
  const said = nameWeekday(date.add({ days: weekday - date.dayOfWeek }));
  throw new AppError(
    'invalid_date',
    `${date.toString()} is a ${nameWeekday(date)}, not a ${said}. Say the one that you mean.`,
  );
}

function nameWeekday(date: Temporal.PlainDate): string {
  return date.toLocaleString('en-US', { weekday: 'long' });
}

function nextTime(time: WallTime, wall: Temporal.PlainDateTime, context: DateContext): ResolvedDue {
  const { now, timeZone } = context;
  const today = fromWallClock(atTime(wall.toPlainDate(), time), timeZone);
  if (today > now)
    return exact(today, context, time.isGuessed ? `${time.hour}:${String(time.minute).padStart(2, '0')}` : undefined);
  const tomorrow = fromWallClock(atTime(wall.toPlainDate().add({ days: 1 }), time), timeZone);
  return exact(tomorrow, context, 'tomorrow, because that time has passed today');
}

function settleTime(clock: ClockPhrase | undefined, part: DayPart | undefined, isNamedDay: boolean): WallTime {
  if (clock === undefined) return toWallTime(PART_HOURS[part ?? 'morning'], 0, 0, false);
  const { hour, minute, second = 0, meridiem } = clock;
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute > 0)) {
    throw new AppError(
      'invalid_date',
      `There is no time ${hour}:${String(minute).padStart(2, '0')}. Try one from 0:00 to 23:59.`,
    );
  }
  if (meridiem !== undefined) {
    const isTwelveHour = hour >= 1 && hour <= 12;
    return toWallTime(isTwelveHour ? (hour % 12) + (meridiem === 'pm' ? 12 : 0) : hour, minute, second, false);
  }
  if (hour === 0 || hour > 12) return toWallTime(hour, minute, second, false);
  if (part !== undefined) {
    const inPart = hourInPart(hour, part);
    // "tonight at 2" is after midnight.
    const isAfterMidnight = inPart < 6 && part === 'night' && isNamedDay;
    return toWallTime(isAfterMidnight ? inPart + 24 : inPart, minute, second, false);
  }
  if (clock.isLiteral) return toWallTime(hour, minute, second, false);
  return toWallTime(hour <= 7 ? hour + 12 : hour, minute, second, true);
}

function hourInPart(hour: number, part: DayPart): number {
  switch (part) {
    case 'morning':
      return hour === 12 ? 0 : hour;
    case 'noon':
      return hour >= 10 ? hour : hour + 12;
    case 'afternoon':
      return hour === 12 ? 12 : hour + 12;
    case 'evening':
      return hour + 12;
    case 'night':
      return hour >= 6 ? hour + 12 : hour;
    case 'midnight':
      return hour === 12 ? 24 : hour;
    default:
      return part satisfies never;
  }
}

function toWallTime(hour: number, minute: number, second: number, isGuessed: boolean): WallTime {
  return { hour: hour % 24, minute, second, plusDays: Math.trunc(hour / 24), isGuessed };
}

function atTime(date: Temporal.PlainDate, { hour, minute, second, plusDays }: WallTime): Temporal.PlainDateTime {
  return date.add({ days: plusDays }).toPlainDateTime({ hour, minute, second });
}

function isPartOver(part: DayPart | undefined, wall: Temporal.PlainDateTime): boolean {
  if (part === 'morning') return wall.hour >= 12;
  return part === 'noon' || (part === 'afternoon' && wall.hour >= 18);
}

function onDate(date: Temporal.PlainDate, { now, timeZone }: DateContext): ResolvedDue {
  const isPast = Temporal.PlainDate.compare(date, toWallClock(now, timeZone).toPlainDate()) < 0;
  return { due: { on: date.toString() }, isPast };
}

function exact(at: Date, { now, timeZone }: DateContext, assumed?: string): ResolvedDue {
  return { due: { at, zone: timeZone }, isPast: at < now, ...(assumed !== undefined && { assumed }) };
}

function isTimeLength({ unit, amount }: Duration): boolean {
  return ['second', 'minute', 'hour'].includes(unit) || (unit === 'day' && !Number.isInteger(amount));
}

function addDurations(from: Date, durations: readonly Duration[], timeZone: string): Date {
  let at = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone);
  for (const { unit, amount } of durations) {
    const whole = Math.trunc(amount);
    at = at.add({ [`${unit}s`]: whole });
    const rest = {
      hour: 60,
      minute: 1,
      second: 0,
      day: 24 * 60,
      week: 7 * 24 * 60,
      month: 30 * 24 * 60,
      year: 365 * 24 * 60,
    }[unit];
    if (amount !== whole) at = at.add({ minutes: Math.round((amount - whole) * rest) });
  }
  return new Date(at.epochMilliseconds);
}
