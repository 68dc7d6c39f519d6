import type { Knex } from '../../database/database.ts';
import { undoLastChange } from '../../mcp/tools/undo-last-change.ts';
import { ToolCall } from '../../models/tool-call.ts';
import { Task } from '../../tasks/task.ts';
import { TaskChange } from '../../tasks/task-change.ts';
import type { CallResult } from '../agent-call.ts';

/** What earlier runs of a turn have done. */
export interface EarlierWork {
  /** Their calls, however those ended: an id stands for one call. */
  readonly calls: readonly Pick<ToolCall, 'callId' | 'name' | 'arguments'>[];
  /** The tasks they changed that were there before. */
  readonly changed: readonly number[];
  /** The tasks they made that nobody has touched since. */
  readonly made: readonly number[];
  /** What their undo answered. */
  readonly undo: CallResult | undefined;
}

/** @param messageId row id of the message that is answered again */
export async function findEarlierWork(database: Knex, userId: string, messageId: string): Promise<EarlierWork> {
  const calls = await ToolCall.query(database).modify('ownedBy', userId).where({ messageId }).limit(MOST_CALLS);
  const done = calls.filter(({ status }) => status === 'succeeded');
  const changes = await TaskChange.query(database)
    .modify('ownedBy', userId)
    .whereIn(
      'toolCallId',
      done.map(({ id }) => id),
    )
    .select('taskId', 'kind');
  const made = new Set(changes.filter(({ kind }) => kind === 'created').map(({ taskId }) => taskId));
  const changed = changes.map(({ taskId }) => taskId).filter((taskId) => !made.has(taskId));
  const untouched = await Task.query(database)
    .modify('ownedBy', userId)
    .whereIn('id', [...made])
    .where({ version: 1 })
    .select('id');
  const undo = done.find(({ name }) => name === undoLastChange.name);
  return {
    calls,
    changed,
    made: untouched.map(({ id }) => id),
    undo: undo && { ...undo.result, success: true },
  };
}

/** More than any turn and its retries make. */
const MOST_CALLS = 5_000;
