/** What the fields of a task are called in English: in the server's receipts and the app's form. */
export const taskFieldsEn = {
  title: 'Title',
  notes: 'Notes',
  due: 'Due',
  priority: 'Priority',
  tags: 'Tags',
  recurrence: 'Repeats',
};

/** The shape every language has. */
export type TaskFieldNames = Record<keyof typeof taskFieldsEn, string>;
