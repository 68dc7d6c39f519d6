import { taskView, type TaskView } from '../tasks/task-fields.ts';

/** A task as the server shows it, with what a test does not care about filled in. */
export function scriptedTask(own: Partial<TaskView> = {}): TaskView {
  const nothing = Object.fromEntries(Object.keys(taskView.shape).map((field) => [field, null]));
  return taskView.parse({
    ...nothing,
    id: 12,
    title: 'Water the plants',
    status: 'pending',
    tags: [],
    overdue: false,
    created_at: '2026-11-20T09:00:00.000Z',
    updated_at: '2026-11-20T09:00:00.000Z',
    version: 1,
    ...own,
  });
}
