import type { TaskFieldNames } from '../en/task-fields.ts';

/** What the fields of a task are called in German. */
export const taskFieldsDe: TaskFieldNames = {
  title: 'Titel',
  notes: 'Notizen',
  due: 'Fällig',
  priority: 'Priorität',
  tags: 'Schlagwörter',
  recurrence: 'Wiederholung',
};
