import { taskFieldsEn } from '../../../words/en/task-fields.ts';
import { accessMessagesEn } from './access.ts';
import { accountMessagesEn } from './account.ts';
import { appMessagesEn } from './app.ts';
import { desktopMessagesEn } from './desktop.ts';
import { providerMessagesEn } from './providers.ts';
import { taskMessagesEn } from './tasks.ts';

/** The app's words in English; the other languages have exactly the same shape. */
export const messagesEn = {
  ...accessMessagesEn,
  ...accountMessagesEn,
  ...appMessagesEn,
  ...desktopMessagesEn,
  ...providerMessagesEn,
  ...taskMessagesEn,
  taskFields: taskFieldsEn,
};

/** The shape every language has. */
export type Messages = typeof messagesEn;
