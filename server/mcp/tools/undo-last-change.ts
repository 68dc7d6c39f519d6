import { quoteText } from '../../ground/quote-text.ts';
import { z } from 'zod';
import { AppError } from '../../ground/errors.ts';
import { TaskChange } from '../../tasks/task-change.ts';
import type { TaskTurn } from '../../tasks/task-turn.ts';
import { defineTool } from '../define-tool.ts';
import { taskView } from '../../tasks/task-fields.ts';
import { success } from '../tool-result.ts';
import { notForModels } from '../tool-schemas.ts';
import { undoBatch } from '../../tasks/changes/undo-batch.ts';

/** Takes back what was done last, whole; asked again, what was done before that, and only a redo brings it back. */
export const undoLastChange = defineTool({
  name: 'undo_last_change',
  title: 'Undo the last change',
  description:
    'Takes back everything that the last request of the user changed here: what was added goes away, what was changed ' +
    'or deleted comes back. Use it for "undo that", once for each request of the user. With redo it brings back what ' +
    'the last undo took away: use that for "redo that" and "undo the undo" only. What would remove tasks or touch ' +
    "three or more waits for the user's yes.",
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  input: z.object({
    redo: z.boolean('must be true or false').optional().describe('true takes the last undo back instead'),
    batch_id: z
      .uuid('must be the id of a change')
      .optional()
      .describe('Undo this change and no other')
      .meta(notForModels),
  }),
  output: z.object({
    success,
    redone: z.boolean().describe('Whether an undo was taken back'),
    undone: z
      .array(
        z.object({
          task: taskView.describe('The task as it is now, or as it was when undoing removed it'),
          before: taskView.optional().describe('The task before, when it is still there'),
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
  async handler({ batch_id, redo = false }, turn) {
    const { connection, userId } = turn;
    await TaskChange.lockUndo(connection, userId);
    if (batch_id !== undefined) return undoBatch(batch_id, turn);
    const newest = redo
      ? await TaskChange.findRedoable(connection, turn)
      : await TaskChange.findUndoable(connection, turn);
    if (newest === undefined) throw new AppError('not_found', await sayNothing(turn, redo));
    return undoBatch(newest, turn);
  },
});

/** Nothing is undone by guess; what was changed elsewhere is only named. */
async function sayNothing(turn: TaskTurn, redo: boolean): Promise<string> {
  if (redo) return 'There is nothing to redo: the last change here was not an undo.';
  if (turn.conversationId === null) return 'There is nothing to undo.';
  const title = await TaskChange.findTitleElsewhere(turn.connection, turn);
  const elsewhere =
    title === undefined ? '' : ` What was changed last elsewhere is ${quoteText(title)}; it can be undone there.`;
  return `There is nothing to undo in this conversation.${elsewhere}`;
}
