import { z } from 'zod';
import { keepEndTime } from '../../tasks/changes/keep-end-time.ts';
import { createTask } from '../../tasks/changes/write-tasks.ts';
import { defineTool } from '../define-tool.ts';
import { presentTask } from '../../tasks/present-task.ts';
import { resolveSchedule } from '../../tasks/changes/resolve-schedule.ts';
import { newTask, taskView } from '../../tasks/task-fields.ts';
import { toColumns } from '../../tasks/task-snapshot.ts';
import type { Warning } from '../../languages/warning.ts';
import { success, tellWarnings, warned } from '../tool-result.ts';

export const addTask = defineTool({
  name: 'add_task',
  title: 'Add a task',
  description: 'Adds one task to the list of the user. Call it once for each thing to be done.',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  input: newTask,
  output: z.object({ success, task: taskView.describe('The new task'), ...warned }),
  async handler({ due, recurrence, title, tags, ...plain }, turn) {
    const schedule = resolveSchedule({ due, recurrence }, turn);
    const task = await createTask(turn, {
      ...toColumns({
        ...plain,
        notes: keepEndTime(plain.notes, schedule.endTime) ?? plain.notes,
        tags: tags ?? [],
      }),
      title,
      ...schedule.values,
    });
    return {
      task: presentTask(task, turn),
      ...tellWarnings([...schedule.warnings, ...warnOfTwin(task.twinId)]),
    };
  },
});

function warnOfTwin(id: number | null): Warning[] {
  return id === null ? [] : [{ code: 'same_title', task_id: id }];
}
