import { getDateTimeFormat } from './intl-cache.ts';
import { pickLocale, startOfDate, toWallClock } from './zoned-time.ts';

/** How a due date is shown: where, and in which language. */
export interface FormatContext {
  readonly timeZone: string;
  readonly locale: string;
}

/** A due date in words, always with weekday, spelled month and year: "Friday, November 21, 2026 at 5:00 PM". */
export function formatDue(dueAt: Date, dueIsDate: boolean, { timeZone, locale }: FormatContext): string {
  const options: Intl.DateTimeFormatOptions = {
    dateStyle: 'full',
    timeZone,
    ...(!dueIsDate && { timeStyle: 'short' }),
  };
  // A calendar other than the one dates were typed in (Buddhist, Persian) would name another year.
  const text = getDateTimeFormat(`${pickLocale(locale).replace(/-u-.*$/u, '')}-u-ca-gregory`, options).format(dueAt);
  // Some locales put a narrow no-break space before "PM", which looks the same and compares as different.
  return text.replaceAll(/[\u00A0\u202F]/gu, ' ');
}

/** Whether a task is late: its time has passed, or the day it was due on is over. */
export function isPastDue(
  dueAt: Date,
  dueIsDate: boolean,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): boolean {
  if (!dueIsDate) return dueAt < now;
  return endOfDueDay(dueAt, timeZone) <= now;
}

function endOfDueDay(dueAt: Date, timeZone: string): Date {
  return startOfDate(toWallClock(dueAt, timeZone).toPlainDate().add({ days: 1 }), timeZone);
}
