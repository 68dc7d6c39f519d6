import type { TaskFieldNames } from '../en/task-fields.ts';

/** What the fields of a task are called in French. */
export const taskFieldsFr: TaskFieldNames = {
  title: 'Titre',
  notes: 'Notes',
  due: 'Échéance',
  priority: 'Priorité',
  tags: 'Étiquettes',
  recurrence: 'Répétition',
};
