import { z } from 'zod';
import { startOfDay, toWallClock } from '../dates/calendar/zoned-time.ts';
import { taskRow } from './task-fields.ts';
import type { TaskSnapshot } from './task-snapshot.ts';

const keptRow = z.record(z.string(), z.unknown()).nullable();

/** A snapshot of before there was a column has nothing in it. */
const BEFORE_ALL = Object.fromEntries(Object.keys(taskRow.shape).map((column) => [column, null]));

const NOON_MS = 12 * 3_600_000;

/**
 * Reads what `task_changes` has kept, whichever version wrote it.
 *
 * @param timeZone the user's, in which versions that knew no `due_on` meant their days and times
 */
export function readSnapshot(kept: unknown, timeZone: string): TaskSnapshot | null {
  const row = keptRow.parse(kept);
  return row && taskRow.parse({ ...BEFORE_ALL, ...row, ...translateDue(row, timeZone) });
}

/** Such a version kept a day as its midnight in the zone of the user, with a flag. */
function translateDue({ due_at, due_is_date, recurrence }: Record<string, unknown>, timeZone: string): object {
  if (due_is_date === undefined || typeof due_at !== 'string') return {};
  if (due_is_date !== true) return { due_zone: timeZone };
  return { due_on: dayOf(new Date(due_at), timeZone), due_at: null, due_zone: recurrence === null ? null : timeZone };
}

/** The day that begins at a moment; where none does, the one that does so in most other zones. */
function dayOf(midnight: Date, timeZone: string): string {
  const isMidnight = startOfDay(midnight, timeZone).getTime() === midnight.getTime();
  if (isMidnight) return toWallClock(midnight, timeZone).toPlainDate().toString();
  return new Date(midnight.getTime() + NOON_MS).toISOString().slice(0, 10);
}
