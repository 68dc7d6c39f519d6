import { toWallClock } from './zoned-time.ts';

/** Writes an instant as tests compare it: "2026-11-21 17:00" on the wall of a zone, with seconds only when there are some. */
export function showWallTime(at: Date, timeZone: string): string {
  const wall = toWallClock(at, timeZone);
  const time = wall.toPlainTime().toString({ smallestUnit: wall.second === 0 ? 'minute' : 'second' });
  return `${wall.toPlainDate().toString()} ${time}`;
}
