import type { Due } from './due.ts';
import type { FormatContext } from './format-due.ts';
import { getDateTimeFormat, getRelativeTimeFormat } from './intl-cache.ts';
import { pickLocale } from './zoned-time.ts';

const DAY_MS = 86_400_000;

/**
 * A due date as short as it can be said where somebody is, as the app's lists say it: "Today 11:30 PM", "Tomorrow",
 * "Friday", "Fri, Nov 27", "Nov 27, 2027". A day is the same in every zone; a time is that of the zone. Every row of
 * every list comes through here, so it counts days without making a calendar.
 */
export function formatShortDue(due: Due, { timeZone, locale, now }: FormatContext & { readonly now: Date }): string {
  const style = `${pickLocale(locale).replace(/-u-.*$/u, '')}-u-ca-gregory`;
  const day = 'at' in due ? dayIn(due.at, timeZone) : due.on;
  const shown = formatDay(day, dayIn(now, timeZone), style);
  const time = 'at' in due ? ` ${getDateTimeFormat(style, { timeZone, timeStyle: 'short' }).format(due.at)}` : '';
  // Some locales put a narrow no-break space before "PM", which looks the same and compares as different.
  return `${shown}${time}`.replaceAll(/[\u00A0\u202F]/gu, ' ');
}

/** Which day a moment is of, as `YYYY-MM-DD`. */
function dayIn(at: Date, timeZone: string): string {
  return getDateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

function formatDay(day: string, today: string, locale: string): string {
  const date = new Date(day);
  const distance = Math.round((date.getTime() - Date.parse(today)) / DAY_MS);
  const [first = '', ...rest] =
    Math.abs(distance) <= 1
      ? getRelativeTimeFormat(locale).format(distance, 'day')
      : getDateTimeFormat(locale, { ...dateStyle(day, today, distance), timeZone: 'UTC' }).format(date);
  return first.toLocaleUpperCase(locale) + rest.join('');
}

function dateStyle(day: string, today: string, distance: number): Intl.DateTimeFormatOptions {
  if (distance > 1 && distance < 7) return { weekday: 'long' };
  return day.slice(0, 4) === today.slice(0, 4)
    ? { day: 'numeric', month: 'short', weekday: 'short' }
    : { day: 'numeric', month: 'short', year: 'numeric' };
}
