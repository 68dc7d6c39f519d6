import { appMessagesEs } from './app-messages-es.ts';
import { desktopMessagesEs } from './desktop-messages-es.ts';
import type { Messages } from './messages-en.ts';
import { providerMessagesEs } from './provider-messages-es.ts';
import { taskMessagesEs } from './task-messages-es.ts';

/** The app's words in Spanish. */
export const messagesEs: Messages = {
  ...appMessagesEs,
  ...desktopMessagesEs,
  ...providerMessagesEs,
  ...taskMessagesEs,
};
