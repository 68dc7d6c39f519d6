import { appMessagesEn } from './app-messages-en.ts';
import { desktopMessagesEn } from './desktop-messages-en.ts';
import { providerMessagesEn } from './provider-messages-en.ts';
import { taskMessagesEn } from './task-messages-en.ts';

/** The app's words in English; the other languages have exactly the same shape. */
export const messagesEn = { ...appMessagesEn, ...desktopMessagesEn, ...providerMessagesEn, ...taskMessagesEn };

/** The shape every language has. */
export type Messages = typeof messagesEn;
