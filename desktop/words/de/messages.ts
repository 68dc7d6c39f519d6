import { taskFieldsDe } from '../../../words/de/task-fields.ts';
import { accessMessagesDe } from './access.ts';
import { accountMessagesDe } from './account.ts';
import { appMessagesDe } from './app.ts';
import { desktopMessagesDe } from './desktop.ts';
import type { Messages } from '../en/messages.ts';
import { providerMessagesDe } from './providers.ts';
import { taskMessagesDe } from './tasks.ts';

export const messagesDe: Messages = {
  ...accessMessagesDe,
  ...accountMessagesDe,
  ...appMessagesDe,
  ...desktopMessagesDe,
  ...providerMessagesDe,
  ...taskMessagesDe,
  taskFields: taskFieldsDe,
};
