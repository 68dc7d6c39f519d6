import type { Task } from './task.ts';
import { describeDue, isOverdue, type Clock } from './task-dates.ts';
import { taskView, type TaskView } from './task-fields.ts';
import { toRow } from './task-snapshot.ts';

/** Shows a task as the caller sees it: names of the wire, dates also in the words of their zone and language. */
export function presentTask(task: Task, clock: Clock): TaskView {
  return taskView.parse({ ...toRow(task), due: describeDue(task, clock), overdue: isOverdue(task, clock) });
}
