import { appMessagesDe } from './app-messages-de.ts';
import { desktopMessagesDe } from './desktop-messages-de.ts';
import type { Messages } from './messages-en.ts';
import { providerMessagesDe } from './provider-messages-de.ts';
import { taskMessagesDe } from './task-messages-de.ts';

/** The app's words in German. */
export const messagesDe: Messages = {
  ...appMessagesDe,
  ...desktopMessagesDe,
  ...providerMessagesDe,
  ...taskMessagesDe,
};
