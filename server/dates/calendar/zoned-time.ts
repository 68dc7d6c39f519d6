import { PLAIN_MARKS, quoteText } from '../../ground/quote-text.ts';
import { Temporal } from 'temporal-polyfill';
import { parseTimeZone } from '../../ground/caller.ts';
import { AppError } from '../../ground/errors.ts';

/** The first language tag of a list that Intl can read, or `en-US`. */
export function pickLocale(...tags: readonly (string | undefined)[]): string {
  for (const tag of tags) {
    if (tag === undefined || tag.length > 64) continue;
    try {
      const [locale] = Intl.getCanonicalLocales(tag);
      if (locale !== undefined) return locale;
    } catch {
      continue;
    }
  }
  return 'en-US';
}

/**
 * What the clock on the wall shows at an instant.
 * @throws {AppError} `invalid_request` when the zone is unknown
 */
export function toWallClock(at: Date, timeZone: string): Temporal.PlainDateTime {
  if (parseTimeZone(timeZone) === undefined)
    throw new AppError('invalid_request', `There is no time zone called ${quoteText(timeZone, PLAIN_MARKS, 64)}.`);
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime();
}

/** The instant a wall clock shows a time: one that is skipped moves forward, of two the first is taken. */
export function fromWallClock(wall: Temporal.PlainDateTime, timeZone: string): Date {
  return new Date(wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** The first instant of the day that an instant falls on in a zone (not always 00:00: some zones skip midnight). */
export function startOfDay(at: Date, timeZone: string): Date {
  return startOfDate(toWallClock(at, timeZone).toPlainDate(), timeZone);
}

/** The first instant of a date in a zone. */
export function startOfDate(date: Temporal.PlainDate, timeZone: string): Date {
  return new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
}
