import type { Messages } from '../../words/en/messages.ts';

/** Any Monday: weekday names are taken from the days that follow it. */
const MONDAY = Date.UTC(2026, 0, 5);
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** What there are words for, and the time, which the due date says. */
const SAID = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYHOUR', 'BYMINUTE', 'BYSECOND']);

/**
 * A recurrence rule in words: "every 2 weeks on Monday and Thursday".
 *
 * @param rule an RRULE, with or without its `RRULE:` prefix
 * @returns null when it says more than these words can: the server says all of it
 */
export function describeRecurrence(rule: string, messages: Messages, locale: string): string | null {
  const parts = new Map(
    rule
      .replace(/^RRULE:/i, '')
      .split(';')
      .map((part) => {
        const [name = '', value = ''] = part.split('=');
        return [name.toUpperCase(), value.toUpperCase()] as const;
      }),
  );
  const days = parts.get('BYDAY')?.split(',') ?? [];
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const rhythm = describeRhythm(parts.get('FREQ'), interval, messages);
  if (rhythm === undefined || ![...parts.keys()].every((name) => SAID.has(name))) return null;
  if (days.length === 0) return rhythm;
  if (parts.get('FREQ') !== 'WEEKLY' || !days.every((day) => WEEKDAYS.includes(day))) return null;
  const isWorkweek = days.length === 5 && !days.includes('SA') && !days.includes('SU');
  if (isWorkweek && interval === 1) return messages.repeat.weekdays;
  const names = days.map((day) =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
      MONDAY + WEEKDAYS.indexOf(day) * 86_400_000,
    ),
  );
  return messages.repeat.onDays(rhythm, new Intl.ListFormat(locale, { type: 'conjunction' }).format(names));
}

function describeRhythm(frequency: string | undefined, interval: number, { repeat }: Messages): string | undefined {
  switch (frequency) {
    case 'DAILY':
      return interval === 1 ? repeat.daily : repeat.everyDays(interval);
    case 'WEEKLY':
      return interval === 1 ? repeat.weekly : repeat.everyWeeks(interval);
    case 'MONTHLY':
      return interval === 1 ? repeat.monthly : repeat.everyMonths(interval);
    case 'YEARLY':
      return interval === 1 ? repeat.yearly : repeat.everyYears(interval);
    default:
      return undefined;
  }
}
