import { z } from 'zod';
import { AppError } from '../../ground/errors.ts';
import { keepEndTime } from '../../tasks/changes/keep-end-time.ts';
import { changeTask, lockTask } from '../../tasks/changes/write-tasks.ts';
import { defineTool } from '../define-tool.ts';
import { presentTask } from '../../tasks/present-task.ts';
import { resolveSchedule } from '../../tasks/changes/resolve-schedule.ts';
import { taskEdit, taskView } from '../../tasks/task-fields.ts';
import { toColumns } from '../../tasks/task-snapshot.ts';
import { MOST_TAGS, tags, taskId } from '../../tasks/task-values.ts';
import type { Warning } from '../../languages/warning.ts';
import { success, tellWarnings, warned } from '../tool-result.ts';

/** A task has a title; every other field can be empty. */
const clearable = taskEdit.omit({ title: true }).keyof();
const emptiedByNull = taskEdit.omit({ title: true, tags: true });

/** What can be asked of a task in one change. */
export const changeFields = taskEdit.extend({
  add_tags: tags.optional().describe('Tags to add to those it has'),
  remove_tags: tags.optional().describe('Tags to take away'),
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
  input: z.object({ task_id: taskId, ...changeFields.shape }),
  output: z.object({
    success,
    task: taskView.describe('The task as it is now'),
    before: taskView.describe('The task as it was'),
    changed: z.boolean().describe('false when it was like that already'),
    ...warned,
  }),
  async handler(args, turn) {
    const before = await lockTask(turn, args.task_id);
    const { due, recurrence, ...plain } = readWish(args);
    const schedule = resolveSchedule({ due, recurrence }, turn, before);
    const notes = keepEndTime(plain.notes === undefined ? before.notes : plain.notes, schedule.endTime) ?? plain.notes;
    const task = await changeTask(turn, before, 'updated', {
      ...toColumns({ ...plain, notes, title: args.title, tags: changeTags(before.tags, args) }),
      ...schedule.values,
    });
    return {
      task: presentTask(task, turn),
      before: presentTask(before, turn),
      changed: task !== before,
      ...tellWarnings([...schedule.warnings, ...warnAboutEmpty(args)]),
    };
  },
});

type Args = z.output<typeof changeFields>;

/**
 * What each field shall become: null empties it, undefined leaves it. Some models send an empty text for every field they
 * do not mean to change, so that empties nothing; null and `clear_fields` do.
 */
function readWish(args: Args): z.output<typeof emptiedByNull> {
  const given = Object.entries(args).filter(([, value]) => value !== '');
  const cleared = args.clear_fields?.map((name) => [name, null] as const) ?? [];
  return emptiedByNull.parse(Object.fromEntries([...given, ...cleared]));
}

function changeTags(current: readonly string[], args: Args): string[] | undefined {
  if (args.clear_fields?.includes('tags')) return [];
  if (args.tags === undefined && args.add_tags === undefined && args.remove_tags === undefined) return undefined;
  const wanted = new Set([...(args.tags ?? current), ...(args.add_tags ?? [])]);
  for (const tag of args.remove_tags ?? []) wanted.delete(tag);
  if (wanted.size > MOST_TAGS) throw new AppError('invalid_request', `A task can have ${MOST_TAGS} tags at most.`);
  return [...wanted];
}

function warnAboutEmpty(args: Args): Warning[] {
  return clearable.options
    .filter((name) => args[name] === '' && !args.clear_fields?.includes(name))
    .map((field) => ({ code: 'empty_ignored', field }));
}
