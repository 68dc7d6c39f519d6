import { Temporal } from 'temporal-polyfill';
import { toWallClock } from '../calendar/zoned-time.ts';

/** A time of a series: what the wall clock of its zone shows, and the instant, which a day has none of. */
export interface Occurrence {
  readonly wall: Temporal.PlainDateTime;
  readonly at?: Date | undefined;
}

/**
 * Whether a series is over at a time: UNTIL is the last day or the last moment that still counts.
 * @param until a date; a date-time without a zone, which is the wall clock's; or a UTC date-time
 * @param timeZone the zone of the series: a day counts as long as UTC's moment falls on it there
 */
export function isOver(until: string | undefined, { wall, at }: Occurrence, timeZone: string): boolean {
  if (until === undefined) return false;
  const day = wall.toPlainDate();
  if (!until.includes('T')) return Temporal.PlainDate.compare(day, Temporal.PlainDate.from(until)) > 0;
  if (!until.endsWith('Z')) return isAfter(Temporal.PlainDateTime.from(until), at === undefined ? day : wall);
  const last = new Date(Temporal.Instant.from(until).epochMilliseconds);
  return at === undefined ? isAfter(toWallClock(last, timeZone), day) : at > last;
}

function isAfter(last: Temporal.PlainDateTime, time: Temporal.PlainDate | Temporal.PlainDateTime): boolean {
  return time instanceof Temporal.PlainDate
    ? Temporal.PlainDate.compare(time, last) > 0
    : Temporal.PlainDateTime.compare(time, last) > 0;
}
