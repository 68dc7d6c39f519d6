import { readFileSync } from 'node:fs';
import type { Turn } from '../ground/turn.ts';
import { getDateTimeFormat } from '../dates/calendar/intl-cache.ts';

const TEMPLATE = readFileSync(new URL('./instructions.md', import.meta.url), 'utf8').trim();
const CLOCK: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'longOffset',
};

/**
 * The system message: `instructions.md` with the clock, zone and language filled in, and nothing that the user wrote.
 */
export function instructions({ timeZone, locale, now }: Pick<Turn, 'timeZone' | 'locale' | 'now'>): string {
  const values: Record<string, string> = { now: localIsoTime(now, timeZone), timeZone, locale };
  return TEMPLATE.replaceAll(/\{\{(\w+)\}\}/g, (_match, name: string) => values[name] ?? '');
}

/** For example `2026-11-20T23:30:00-08:00 (Friday)`. */
function localIsoTime(now: Date, timeZone: string): string {
  const format = getDateTimeFormat('en-US', { ...CLOCK, timeZone });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const offset = parts['timeZoneName']?.replace('GMT', '') || '+00:00';
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}${offset} (${parts['weekday']})`;
}
