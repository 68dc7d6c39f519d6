import { z } from 'zod';
import { AppError } from '../../ground/errors.ts';
import { changeTask, lockTask } from '../../tasks/changes/change-task.ts';
import { defineTool } from '../define-tool.ts';
import { presentTask } from '../../tasks/present-task.ts';
import { resolveSchedule } from '../../tasks/changes/resolve-schedule.ts';
import {
  duePhrase,
  MOST_TAGS,
  notes,
  priority,
  recurrencePhrase,
  success,
  tags,
  taskId,
  taskView,
  title,
  warnings,
} from '../../tasks/task-fields.ts';

const clearable = z.enum(['notes', 'due', 'priority', 'tags', 'recurrence']);

type Clearable = z.infer<typeof clearable>;

const input = z.object({
  task_id: taskId,
  title: title.optional().describe('The new title'),
  notes: notes.nullish().describe('The new notes; they replace the old ones'),
  due: duePhrase.nullish().describe('The new due date, exactly as the user said it ("next friday 3pm") or as ISO 8601'),
  priority: priority.nullish().describe('The new priority: low, medium or high'),
  tags: tags.optional().describe('All tags it shall have; they replace the old ones'),
  add_tags: tags.optional().describe('Tags to add to those it has'),
  remove_tags: tags.optional().describe('Tags to take away'),
  recurrence: recurrencePhrase
    .nullish()
    .describe('How it shall repeat, exactly as the user said it ("every monday at 9") or as an RRULE'),
  clear_fields: z
    .array(clearable, 'must be a list of field names')
    .optional()
    .describe('The fields to empty, such as ["due"] to remove the due date. The only way to empty a field'),
});

/** Changes the named fields of a task and leaves all others as they are. */
export const updateTask = defineTool({
  name: 'update_task',
  title: 'Change a task',
  description:
    'Changes one task of the user. Only the fields given are changed, so give only those the user wants changed. ' +
    'Use complete_task to mark it done.',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input,
  output: z.object({
    success,
    task: taskView.describe('The task as it is now'),
    before: taskView.describe('The task as it was'),
    changed: z.boolean().describe('false when it was like that already'),
    warnings,
  }),
  async handler(args, context) {
    const before = await lockTask(context, args.task_id);
    const cleared = new Set<Clearable>(args.clear_fields);
    const wish = <Value>(name: Clearable, value: Value): Value | null | undefined =>
      cleared.has(name) ? null : value === '' ? undefined : value;
    const schedule = resolveSchedule(
      { due: wish('due', args.due), recurrence: wish('recurrence', args.recurrence) },
      context,
      before,
    );
    const task = await changeTask(context, before, 'updated', {
      title: args.title,
      notes: wish('notes', args.notes),
      priority: wish('priority', args.priority),
      tags: cleared.has('tags') ? [] : changeTags(before.tags, args),
      ...schedule.values,
    });
    return {
      task: presentTask(task, context),
      before: presentTask(before, context),
      changed: task !== before,
      warnings: [...schedule.warnings, ...warnAboutEmpty(args)],
    };
  },
});

type Args = z.output<typeof input>;

function changeTags(current: readonly string[], args: Args): string[] | undefined {
  if (args.tags === undefined && args.add_tags === undefined && args.remove_tags === undefined) return undefined;
  const wanted = new Set([...(args.tags ?? current), ...(args.add_tags ?? [])]);
  for (const tag of args.remove_tags ?? []) wanted.delete(tag);
  if (wanted.size > MOST_TAGS) throw new AppError('invalid_request', `A task can have ${MOST_TAGS} tags at most.`);
  return [...wanted];
}

/**
 * Some models send an empty text for every field they do not mean to change, so an empty text empties nothing; null
 * and `clear_fields` do.
 */
function warnAboutEmpty(args: Args): string[] {
  return (['notes', 'due', 'recurrence'] as const)
    .filter((name) => args[name] === '' && !args.clear_fields?.includes(name))
    .map((name) => `The empty ${name} changed nothing; name it in clear_fields to remove it.`);
}
