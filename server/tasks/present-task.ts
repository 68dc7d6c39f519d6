import type { Task } from './task.ts';
import { describeDue, isOverdue } from './task-dates.ts';
import { taskView, type TaskView } from './task-fields.ts';
import { toRow } from './task-snapshot.ts';
import type { TaskContext } from './task-context.ts';

/** Shows a task as the caller sees it: names of the wire, dates also in the words of their zone and language. */
export function presentTask(task: Task, context: Pick<TaskContext, 'locale' | 'timeZone' | 'now'>): TaskView {
  return taskView.parse({ ...toRow(task), due: describeDue(task, context), overdue: isOverdue(task, context) });
}
