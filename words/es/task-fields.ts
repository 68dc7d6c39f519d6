import type { TaskFieldNames } from '../en/task-fields.ts';

/** What the fields of a task are called in Spanish. */
export const taskFieldsEs: TaskFieldNames = {
  title: 'Título',
  notes: 'Notas',
  due: 'Vence',
  priority: 'Prioridad',
  tags: 'Etiquetas',
  recurrence: 'Se repite',
};
