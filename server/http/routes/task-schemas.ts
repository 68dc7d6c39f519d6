import { z } from 'zod';
import { warning } from '../../languages/warning.ts';
import { undoLastChange } from '../../mcp/tools/undo-last-change.ts';
import { changeFields } from '../../mcp/tools/update-task.ts';
import { taskView } from '../../tasks/task-fields.ts';

const batch_id = z.uuid().describe('What an undo takes back');
const batchIfChanged = batch_id.nullable().describe('What an undo takes back; null when nothing changed');

/** What `GET /tasks` answers. */
export const taskPage = z.object({
  data: z.array(taskView),
  has_more: z.boolean().describe('Whether there is another page'),
  after: z.string().nullable().describe('Gets the next page'),
  total: z.int().describe('How many tasks there are on all pages'),
});

const warned = {
  warnings: z.array(z.string()).describe('What the user should know, such as a due date in the past'),
  warning_codes: z.array(warning.shape.code).describe('What each warning is about, in the same order'),
};

/** What `POST /tasks` answers. */
export const addedTask = taskView.extend({ ...warned, batch_id });

/** What `PATCH /tasks/:id` takes. */
export const taskPatch = changeFields.extend({
  status: taskView.shape.status.optional().describe('completed marks it done, pending opens it again'),
});

/** What `PATCH /tasks/:id` answers. */
export const patchedTask = taskView.extend({
  changed: z.boolean().describe('false when it was like that already'),
  ...warned,
  next_task: taskView.optional().describe('The next occurrence of a task that repeats'),
  removed_task_id: z.int().optional().describe('The occurrence that went away again when this one was opened'),
  batch_id: batchIfChanged,
});

/** What `DELETE /tasks/:id` answers. */
export const removedTask = taskView.extend({ batch_id });

/** What `POST /undo` takes. */
export const undoRequest = z.object({
  batch_id: z.uuid().optional().describe('Undo this change and no other'),
  redo: z.boolean().optional().describe('true takes the last undo back instead'),
});

/** What `POST /undo` answers. */
export const undoAnswer = undoLastChange.output.omit({ success: true }).extend({ batch_id: batchIfChanged });

/** What `POST /reminders/claim` answers. */
export const claimedTasks = z.object({ data: z.array(taskView) });
