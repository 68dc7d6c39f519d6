import { getDateTimeFormat } from './intl-cache.ts';
import { pickLocale } from './zoned-time.ts';

/** Whether people of a locale write the month before the day: "3/4" is March 4 in `en-US`, 3 April in `en-GB`. */
export function isMonthFirst(locale: string): boolean {
  const format = getDateTimeFormat(pickLocale(locale), {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const order = format.formatToParts(Date.UTC(2026, 0, 2)).map(({ type }) => type);
  return order.indexOf('month') < order.indexOf('day');
}
