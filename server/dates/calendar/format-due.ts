import type { Due } from './due.ts';
import { getDateTimeFormat } from './intl-cache.ts';
import { pickLocale } from './zoned-time.ts';

/** How a due date is shown: where, and in which language. */
export interface FormatContext {
  readonly timeZone: string;
  readonly locale: string;
}

/**
 * A due date in words, always with weekday, spelled month and year: "Friday, November 21, 2026 at 5:00 PM". A day is
 * the same in every zone; a time is that of the zone.
 */
export function formatDue(due: Due, { timeZone, locale }: FormatContext): string {
  const isDay = 'on' in due;
  const options: Intl.DateTimeFormatOptions = isDay
    ? { dateStyle: 'full', timeZone: 'UTC' }
    : { dateStyle: 'full', timeStyle: 'short', timeZone };
  // A calendar other than the one dates were typed in (Buddhist, Persian) would name another year.
  const text = getDateTimeFormat(`${pickLocale(locale).replace(/-u-.*$/u, '')}-u-ca-gregory`, options).format(
    isDay ? new Date(due.on) : due.at,
  );
  // Some locales put a narrow no-break space before "PM", which looks the same and compares as different.
  return text.replaceAll(/[\u00A0\u202F]/gu, ' ');
}
