import { appMessagesFr } from './app-messages-fr.ts';
import { desktopMessagesFr } from './desktop-messages-fr.ts';
import type { Messages } from './messages-en.ts';
import { providerMessagesFr } from './provider-messages-fr.ts';
import { taskMessagesFr } from './task-messages-fr.ts';

/** The app's words in French. */
export const messagesFr: Messages = {
  ...appMessagesFr,
  ...desktopMessagesFr,
  ...providerMessagesFr,
  ...taskMessagesFr,
};
