import { taskFieldsDe } from '../../../words/de/task-fields.ts';
import { appMessagesDe } from './app.ts';
import { desktopMessagesDe } from './desktop.ts';
import type { Messages } from '../en/messages.ts';
import { providerMessagesDe } from './providers.ts';
import { taskMessagesDe } from './tasks.ts';

export const messagesDe: Messages = {
  ...appMessagesDe,
  ...desktopMessagesDe,
  ...providerMessagesDe,
  ...taskMessagesDe,
  taskFields: taskFieldsDe,
};
