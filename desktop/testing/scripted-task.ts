import type { TaskView } from '../../server/tasks/task-fields.ts';

/** A task as the server shows it, with what a test does not care about filled in. */
export function scriptedTask(own: Partial<TaskView> = {}): TaskView {
  return {
    id: 12,
    title: 'Water the plants',
    notes: null,
    status: 'pending',
    priority: null,
    tags: [],
    due_at: null,
    due_is_date: false,
    due: null,
    overdue: false,
    recurrence: null,
    completed_at: null,
    created_at: '2026-11-20T09:00:00.000Z',
    updated_at: '2026-11-20T09:00:00.000Z',
    version: 1,
    ...own,
  };
}
