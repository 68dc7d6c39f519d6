import { toWallClock } from './zoned-time.ts';

const MORNING_HOUR = 9;

/**
 * The last day, as `YYYY-MM-DD`, that is reminded of by now: one without a time is at nine in the morning by the clock on
 * the wall, where the person is now.
 */
export function lastRemindedDay(now: Date, timeZone: string): string {
  const wall = toWallClock(now, timeZone);
  const today = wall.toPlainDate();
  return (wall.hour < MORNING_HOUR ? today.subtract({ days: 1 }) : today).toString();
}
