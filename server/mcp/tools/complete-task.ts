import { z } from 'zod';
import { changeTask, createTask, lockTask, removeTasks } from '../change-task.ts';
import { defineTool } from '../define-tool.ts';
import { presentTask } from '../present-task.ts';
import { success, taskId, taskView, warnings } from '../task-fields.ts';
import { findNext } from '../task-dates.ts';
import { Task } from '../../models/task.ts';
import type { ToolContext } from '../tool-context.ts';

/** Marks a task done or open; saying it twice changes nothing. */
export const completeTask = defineTool({
  name: 'complete_task',
  title: 'Complete a task',
  description:
    'Marks one task of the user done, or open again with completed = false. ' +
    'Completing a task that repeats makes its next occurrence.',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: z.object({
    task_id: taskId,
    completed: z.boolean('must be true or false').default(true).describe('true marks it done, false opens it again'),
  }),
  output: z.object({
    success,
    task: taskView.describe('The task as it is now'),
    changed: z.boolean().describe('false when it was so already'),
    warnings,
    next_task: taskView.optional().describe('The next occurrence of a task that repeats'),
  }),
  async handler({ task_id, completed }, context) {
    const task = await lockTask(context, task_id);
    if (completed === (task.status === 'completed')) {
      const state = completed ? 'done' : 'open';
      return { task: presentTask(task, context), changed: false, warnings: [`It was ${state} already.`] };
    }
    return completed ? complete(task, context) : reopen(task, context);
  },
});

async function complete(task: Task, context: ToolContext) {
  const done = await changeTask(context, task, 'completed', { status: 'completed', completedAt: context.now });
  const next = await makeNext(task, context);
  return {
    task: presentTask(done, context),
    changed: true,
    warnings: [],
    ...(next && { next_task: presentTask(next, context) }),
  };
}

/** A task that was reopened and is completed again may have its next occurrence already. */
async function makeNext(task: Task, context: ToolContext): Promise<Task | undefined> {
  const next = findNext(task, context);
  if (next === undefined) return undefined;
  const successors = await Task.lockSuccessors(context.connection, context.userId, task.id);
  if (successors.some(({ status }) => status === 'pending')) return undefined;
  const { title, notes, priority, tags } = task;
  return createTask(context, { title, notes, priority, tags, ...next, previousId: task.id });
}

/** The next occurrence goes away again, unless somebody has touched it. */
async function reopen(task: Task, context: ToolContext) {
  const open = await changeTask(context, task, 'reopened', { status: 'pending', completedAt: null });
  const successors = await Task.lockSuccessors(context.connection, context.userId, task.id);
  const untouched = successors.filter(({ version }) => version === 1);
  if (untouched.length > 0) await removeTasks(context, untouched);
  const kept = successors.filter(({ version, status }) => version > 1 && status === 'pending');
  return {
    task: presentTask(open, context),
    changed: true,
    warnings: kept.map(({ id }) => `Its next occurrence, task ${id}, has been changed and stays.`),
  };
}
