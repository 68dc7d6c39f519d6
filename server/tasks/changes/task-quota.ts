import { AppError } from '../../ground/errors.ts';
import { Task } from '../task.ts';
import type { TaskQuota, TaskTurn } from '../task-turn.ts';

/** As in the settings, where nobody says otherwise. */
export const ORDINARY_QUOTA: TaskQuota = { tasks: 50_000, noteBytes: 20_000_000 };

/** Notes shorter than this are not counted when they are written: so many tasks with them take no room to speak of. */
const SHORT = 500;

/**
 * Nothing is counted before somebody has made as many tasks as they may have: numbers are never given twice.
 *
 * @param number of the newest task, which is stored already
 * @throws AppError `too_large` when there are more tasks than may be.
 */
export async function expectRoomForTask({ connection, userId, quota }: TaskTurn, number: number): Promise<void> {
  if (number <= quota.tasks) return;
  const beyond = await Task.query(connection).modify('ownedBy', userId).select('id').offset(quota.tasks).first();
  if (beyond)
    throw new AppError('too_large', `There is room for ${quota.tasks} tasks, open and done. Please delete some first.`);
}

/** @throws AppError `too_large` when long notes, which are stored already, are too much with all others. */
export async function expectRoomForNotes({ connection, userId, quota }: TaskTurn, notes: unknown): Promise<void> {
  if (typeof notes !== 'string' || notes.length < SHORT) return;
  const { rows } = await connection.raw<{ rows: { bytes: string | null }[] }>(
    'select sum(octet_length(notes)) as bytes from tasks where user_id = ?',
    [userId],
  );
  if (Number(rows[0]?.bytes ?? 0) > quota.noteBytes)
    throw new AppError(
      'too_large',
      'Your notes take all the room there is for them. Please shorten or delete some first.',
    );
}
