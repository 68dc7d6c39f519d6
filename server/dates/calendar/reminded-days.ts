import { startOfDate, toWallClock } from './zoned-time.ts';

const MORNING_HOUR = 9;

/**
 * Where the days end that have been reminded of: one without a time is, at nine in the morning by the clock on the wall.
 * It is the day that it is shown as in this zone.
 */
export function endOfRemindedDays(now: Date, timeZone: string): Date {
  const wall = toWallClock(now, timeZone);
  const today = wall.toPlainDate();
  return startOfDate(wall.hour < MORNING_HOUR ? today : today.add({ days: 1 }), timeZone);
}
