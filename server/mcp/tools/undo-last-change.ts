import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { TaskChange } from '../../models/task-change.ts';
import { defineTool } from '../define-tool.ts';
import { success, taskView } from '../task-fields.ts';
import { notForModels } from '../tool-schemas.ts';
import { undoBatch } from '../undo-batch.ts';

/** Takes back what was done last, whole; asked again, what was done before that. */
export const undoLastChange = defineTool({
  name: 'undo_last_change',
  title: 'Undo the last change',
  description:
    'Takes back everything that the last request of the user changed: what was added goes away, what was changed or ' +
    'deleted comes back. Use it for "undo that". Call it once. What would remove tasks or touch three or more waits for ' +
    "the user's yes.",
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  input: z.object({
    batch_id: z
      .uuid('must be the id of a change')
      .optional()
      .describe('Undo this change and no other')
      .meta(notForModels),
  }),
  output: z.object({
    success,
    undone: z
      .array(
        z.object({
          task: taskView.describe('The task as it is now, or as it was when undoing removed it'),
          what: z
            .enum(['created', 'updated', 'completed', 'reopened', 'deleted'])
            .describe('What had been done to it and is taken back'),
        }),
      )
      .describe('What was taken back'),
    skipped: z
      .array(
        z.object({
          task_id: z.int().describe('The number of the task'),
          reason: z.string().describe('Why it was left'),
        }),
      )
      .describe('What was left as it is'),
  }),
  async handler({ batch_id }, context) {
    const { connection, userId, conversationId, batchId } = context;
    await TaskChange.lockUndo(connection, userId);
    if (batch_id !== undefined) return undoBatch(batch_id, context);
    const newest =
      (conversationId === null
        ? undefined
        : await TaskChange.findNewestUndoable(connection, userId, conversationId, batchId)) ??
      (await TaskChange.findNewestUndoable(connection, userId, null, batchId));
    if (newest === undefined) throw new AppError('not_found', 'There is nothing to undo.');
    return undoBatch(newest, context);
  },
});
