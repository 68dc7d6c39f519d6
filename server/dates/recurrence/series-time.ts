import type { Temporal } from 'temporal-polyfill';
import type { RecurrenceRule } from './recurrence-rule.ts';
import { fromWallClock, toWallClock } from '../calendar/zoned-time.ts';

/**
 * The time of a series on the wall clock. Where the clocks skipped it the task is due later than that, and its rule
 * keeps the time; once somebody has moved the task, the due date says the time.
 */
export function findSeriesTime(
  { at, zone }: { at: Date; zone: string },
  kept: RecurrenceRule['time'],
): Temporal.PlainDateTime {
  const wall = toWallClock(at, zone);
  if (kept === undefined) return wall;
  const meant = wall.with(kept);
  const candidates = [meant, meant.subtract({ days: 1 })];
  return candidates.find((candidate) => fromWallClock(candidate, zone).getTime() === at.getTime()) ?? wall;
}

/** The time that a rule has to keep, because the clocks skip it and the task is due later. */
export function skippedTime(wall: Temporal.PlainDateTime, at: Date, zone: string): RecurrenceRule['time'] {
  const { hour, minute } = wall;
  return toWallClock(at, zone).equals(wall) ? undefined : { hour, minute };
}
