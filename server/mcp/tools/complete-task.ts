import { z } from 'zod';
import { changeTask, createTask, lockTask, removeTasks } from '../../tasks/changes/write-tasks.ts';
import { defineTool } from '../define-tool.ts';
import { presentTask } from '../../tasks/present-task.ts';
import type { Warning } from '../../languages/warning.ts';
import { taskView } from '../../tasks/task-fields.ts';
import { copyContent } from '../../tasks/task-snapshot.ts';
import { taskId } from '../../tasks/task-values.ts';
import { success, tellWarnings, warned } from '../tool-result.ts';
import { findNext } from '../../tasks/task-dates.ts';
import { Task } from '../../tasks/task.ts';
import type { TaskTurn } from '../../tasks/task-turn.ts';

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
    changed: z.boolean().describe('false when it was so already, or had to stay as it is'),
    ...warned,
    next_task: taskView.optional().describe('The next occurrence of a task that repeats'),
    removed_task_id: taskId.optional().describe('The occurrence that went away again when this one was opened'),
  }),
  async handler({ task_id, completed }, turn) {
    await Task.lockSeriesOf(turn.connection, turn.userId, task_id);
    const task = await lockTask(turn, task_id);
    const { status } = task;
    if (completed === (status === 'completed')) return keep(task, { code: 'already_so', status }, turn);
    return completed ? complete(task, turn) : reopen(task, turn);
  },
});

/** What stays as it is, and why. */
function keep(task: Task, why: Warning, turn: TaskTurn) {
  return { task: presentTask(task, turn), changed: false, ...tellWarnings([why]) };
}

async function complete(task: Task, turn: TaskTurn) {
  const done = await changeTask(turn, task, 'completed', { status: 'completed', completedAt: turn.now });
  const next = await makeNext(done, turn);
  return {
    task: presentTask(done, turn),
    changed: true,
    ...tellWarnings([]),
    ...(next && { next_task: presentTask(next, turn) }),
  };
}

/** The series goes on, unless another occurrence of it is open already. */
async function makeNext(task: Task, turn: TaskTurn): Promise<Task | undefined> {
  if (task.recurrence === null) return undefined;
  const next = findNext(task, turn, await Task.findDoneAfter(turn.connection, task));
  if (next === undefined || (await Task.lockOpenBeside(turn.connection, task))) return undefined;
  const { id: previousId, title, seriesId } = task;
  return createTask(turn, { ...copyContent(task), title, ...next, seriesId, previousId });
}

/**
 * The open occurrence of the series goes away again: it came of this one's completion, or of a later one's. One that
 * somebody has touched stays, and so does this one: a series has one open occurrence.
 */
async function reopen(task: Task, turn: TaskTurn) {
  const other = await Task.lockOpenBeside(turn.connection, task);
  if (other && (other.version > 1 || other.previousId === null))
    return keep(task, { code: 'occurrence_stays', task_id: other.id }, turn);
  if (other) await removeTasks(turn, [other]);
  const open = await changeTask(turn, task, 'reopened', { status: 'pending', completedAt: null });
  return {
    task: presentTask(open, turn),
    changed: true,
    ...tellWarnings([]),
    ...(other && { removed_task_id: other.id }),
  };
}
