import { taskFieldsFr } from '../../../words/fr/task-fields.ts';
import { accessMessagesFr } from './access.ts';
import { accountMessagesFr } from './account.ts';
import { appMessagesFr } from './app.ts';
import { desktopMessagesFr } from './desktop.ts';
import type { Messages } from '../en/messages.ts';
import { providerMessagesFr } from './providers.ts';
import { taskMessagesFr } from './tasks.ts';

export const messagesFr: Messages = {
  ...accessMessagesFr,
  ...accountMessagesFr,
  ...appMessagesFr,
  ...desktopMessagesFr,
  ...providerMessagesFr,
  ...taskMessagesFr,
  taskFields: taskFieldsFr,
};
