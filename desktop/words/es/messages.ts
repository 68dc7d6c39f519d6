import { taskFieldsEs } from '../../../words/es/task-fields.ts';
import { accessMessagesEs } from './access.ts';
import { accountMessagesEs } from './account.ts';
import { appMessagesEs } from './app.ts';
import { desktopMessagesEs } from './desktop.ts';
import type { Messages } from '../en/messages.ts';
import { providerMessagesEs } from './providers.ts';
import { taskMessagesEs } from './tasks.ts';

export const messagesEs: Messages = {
  ...accessMessagesEs,
  ...accountMessagesEs,
  ...appMessagesEs,
  ...desktopMessagesEs,
  ...providerMessagesEs,
  ...taskMessagesEs,
  taskFields: taskFieldsEs,
};
