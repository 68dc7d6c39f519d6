import type { Due } from './due.ts';
import { toWallClock } from './zoned-time.ts';

/** Writes an instant as tests compare it: "2026-11-21 17:00" on the wall of a zone, with seconds only when there are some. */
export function showWallTime(at: Date, timeZone: string): string {
  const wall = toWallClock(at, timeZone);
  const time = wall.toPlainTime().toString({ smallestUnit: wall.second === 0 ? 'minute' : 'second' });
  return `${wall.toPlainDate().toString()} ${time}`;
}

/** Writes a due date as tests compare it: a time like `showWallTime`, a day without one. */
export function showDue(due: Due, timeZone: string): string {
  return 'on' in due ? due.on : showWallTime(due.at, timeZone);
}
