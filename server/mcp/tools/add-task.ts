import { z } from 'zod';
import { createTask } from '../../tasks/changes/change-task.ts';
import { defineTool } from '../define-tool.ts';
import { presentTask } from '../../tasks/present-task.ts';
import { resolveSchedule } from '../../tasks/changes/resolve-schedule.ts';
import {
  duePhrase,
  notes,
  priority,
  recurrencePhrase,
  success,
  tags,
  taskView,
  title,
  warnings,
} from '../../tasks/task-fields.ts';

export const addTask = defineTool({
  name: 'add_task',
  title: 'Add a task',
  description: 'Adds one task to the list of the user. Call it once for each thing to be done.',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  input: z.object({
    title,
    notes: notes.nullish().describe('More about it; 10,000 characters at most'),
    due: duePhrase
      .nullish()
      .describe(
        'When it is due, exactly as the user said it ("tomorrow 6pm", "mañana a las 5", "friday") or as ISO 8601. ' +
          'Never work the date out yourself; leave it out when the user named none',
      ),
    priority: priority.nullish().describe('Only when the user says how much it matters: low, medium or high'),
    tags: tags.nullish().describe('Labels the user gave it, such as "work"; 20 at most'),
    recurrence: recurrencePhrase
      .nullish()
      .describe('How it repeats, exactly as the user said it ("every monday at 9") or as an RRULE'),
  }),
  output: z.object({ success, task: taskView.describe('The new task'), warnings }),
  async handler(args, context) {
    const schedule = resolveSchedule(args, context);
    const task = await createTask(context, {
      title: args.title,
      notes: args.notes || null,
      priority: args.priority ?? null,
      tags: args.tags ?? [],
      ...schedule.values,
    });
    const twin = task.twinId === null ? [] : [`There is a pending task with the same title already: ${task.twinId}.`];
    return { task: presentTask(task, context), warnings: [...schedule.warnings, ...twin] };
  },
});
