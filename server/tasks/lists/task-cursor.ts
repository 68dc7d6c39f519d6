import { z } from 'zod';
import { AppError } from '../../ground/errors.ts';
import type { TaskFilter } from './find-tasks.ts';
import type { TaskPosition } from './list-order.ts';
import { priority, taskId } from '../task-values.ts';

/** The database knows no year 0. */
const isStorable = (text: string) => !text.startsWith('0000');

const moment = z.iso
  .datetime()
  .refine(isStorable)
  .transform((text) => new Date(text))
  .nullable();

/** The list it belongs to, then what the last task of the page is ordered by. */
const cursor = z.tuple([
  z.enum(['pending', 'completed', 'all']),
  z.enum(['pending', 'completed']),
  z.boolean(),
  z.iso.date().refine(isStorable).nullable(),
  moment,
  priority.nullable(),
  moment,
  taskId,
]);

/** Writes where a page ended as a text that only `readCursor` understands. */
export function writeCursor(listed: TaskFilter['status'], last: TaskPosition): string {
  const { status, isDay, on, at, priority: rank, completedAt, id } = last;
  const position = [listed, status, isDay, on, at, rank, completedAt, id];
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** @throws AppError `invalid_request` for a text that is no cursor, or one of a list in another order. */
export function readCursor(text: string, listed: TaskFilter['status']): TaskPosition {
  const parsed = cursor.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
  if (!parsed.success || parsed.data[0] !== listed) {
    throw new AppError('invalid_request', 'That page cannot be found. Please load the list again.');
  }
  const [, status, isDay, on, at, rank, completedAt, id] = parsed.data;
  return { status, isDay, on, at, priority: rank, completedAt, id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
