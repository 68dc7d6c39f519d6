import type { Task } from './task.ts';
import { describeDue, isOverdue } from './task-dates.ts';
import type { TaskView } from './task-fields.ts';
import type { TaskContext } from './task-context.ts';

/** Shows a task as the caller sees it: names of the wire, dates also in the words of their zone and language. */
export function presentTask(task: Task, context: Pick<TaskContext, 'locale' | 'timeZone' | 'now'>): TaskView {
  return {
    id: task.id,
    title: task.title,
    notes: task.notes,
    status: task.status,
    priority: task.priority,
    tags: task.tags,
    due_at: task.dueAt?.toISOString() ?? null,
    due_is_date: task.dueIsDate,
    due: describeDue(task, context),
    overdue: isOverdue(task, context),
    recurrence: task.recurrence,
    completed_at: task.completedAt?.toISOString() ?? null,
    created_at: task.createdAt.toISOString(),
    updated_at: task.updatedAt.toISOString(),
    version: task.version,
  };
}
