import { dayKey, dueDay, type DayKey, type Due } from '../../due-day.ts';
import { daysBetween } from './calendar.ts';

/** Where and how dates are shown. */
export interface DateStyle {
  readonly locale: string;
  readonly timeZone: string;
}

/**
 * A due date as short as it can be said: "today, 17:00", "tomorrow", "Friday", "Fri, Nov 27", "Nov 27, 2027".
 *
 * @returns null for a task without a date
 */
export function formatDue(due: Due, { locale, timeZone }: DateStyle, now: Date): string | null {
  const day = dueDay(due, timeZone);
  if (day === null) return null;
  const shown = formatDay(day, dayKey(now, timeZone), locale);
  if (due.due_at === null) return shown;
  const time = dateFormat(locale, { timeZone, timeStyle: 'short' }).format(new Date(due.due_at));
  return `${shown}, ${time}`;
}

/** A due date in full, for screen readers and tooltips: "Friday, November 27, 2026 at 5:00 PM". */
export function formatDueInFull(due: Due, { locale, timeZone }: DateStyle): string | null {
  if (due.due_on !== null) return showDay(due.due_on, locale, { dateStyle: 'full' });
  if (due.due_at === null) return null;
  return dateFormat(locale, { timeZone, dateStyle: 'full', timeStyle: 'short' }).format(new Date(due.due_at));
}

/** An instant as a medium date and a short time. */
export function formatMoment(iso: string, { locale, timeZone }: DateStyle): string {
  return dateFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

/** How long ago something was, in one unit: "2 hours ago", "yesterday". */
export function formatAgo(iso: string, { locale, timeZone }: DateStyle, now: Date): string {
  const format = relativeFormat(locale, { numeric: 'auto', style: 'short' });
  const then = new Date(iso);
  const days = daysBetween(dayKey(now, timeZone), dayKey(then, timeZone));
  if (days < -6) return dateFormat(locale, { timeZone, dateStyle: 'medium' }).format(then);
  if (days < 0) return format.format(days, 'day');
  const minutes = Math.min(0, Math.round((then.getTime() - now.getTime()) / 60_000));
  return minutes > -60 ? format.format(minutes, 'minute') : format.format(Math.round(minutes / 60), 'hour');
}

function formatDay(day: DayKey, today: DayKey, locale: string): string {
  const distance = daysBetween(today, day);
  if (Math.abs(distance) <= 1) {
    return relativeFormat(locale, { numeric: 'auto' }).format(distance, 'day');
  }
  if (distance > 1 && distance < 7) return showDay(day, locale, { weekday: 'long' });
  const isThisYear = today.slice(0, 4) === day.slice(0, 4);
  return showDay(day, locale, {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? { weekday: 'short' } : { year: 'numeric' }),
  });
}

/** A day is written by the calendar alone: there is no zone in which it could be another one. */
function showDay(day: DayKey, locale: string, style: Intl.DateTimeFormatOptions): string {
  return dateFormat(locale, { ...style, timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`));
}

const dateFormat = remember((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
const relativeFormat = remember(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);

/** Making a format takes longer than all that is formatted with it in a row, and a list has many rows. */
function remember<Options, Format>(make: (locale: string, options: Options) => Format) {
  const made = new Map<string, Format>();
  return (locale: string, options: Options): Format => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const format = made.get(key) ?? make(locale, options);
    made.set(key, format);
    return format;
  };
}
