import { z } from 'zod';
import { lockTask, removeTasks } from '../../tasks/changes/write-tasks.ts';
import { defineTool } from '../define-tool.ts';
import { presentTask } from '../../tasks/present-task.ts';
import { taskView } from '../../tasks/task-fields.ts';
import { taskId } from '../../tasks/task-values.ts';
import { success } from '../tool-result.ts';

/** Removes a task; that the user is asked first is up to the gates before it, and undo brings it back. */
export const deleteTask = defineTool({
  name: 'delete_task',
  title: 'Delete a task',
  description:
    'Deletes one task of the user. Use complete_task instead when the user says that something is done. ' +
    'Nothing is deleted before the user has said yes to it.',
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  input: z.object({ task_id: taskId }),
  output: z.object({ success, task: taskView.describe('The task that was deleted') }),
  async handler({ task_id }, turn) {
    const task = await lockTask(turn, task_id);
    await removeTasks(turn, [task]);
    return { task: presentTask(task, turn) };
  },
});
