import path from 'node:path';
import { type App, dialog, shell } from 'electron';
import type { Logger } from 'pino';
import { logDirectory } from '../diagnostics/log-file.ts';
import type { Speech } from '../ground/speech.ts';
import { startAgain } from './start-again.ts';

/**
 * Never goes on in an unknown state: logs what broke, says so and leaves.
 *
 * @param appImage the file an AppImage runs from
 * @returns the way out, for a start that did not work
 */
export function setupProcessGuards(
  app: App,
  speech: Speech,
  logger: Logger,
  appImage: string | undefined,
): (error: unknown) => void {
  let isLeaving = false;
  const leave = (error: unknown): void => {
    logger.fatal({ err: error }, 'an error nobody caught');
    // While the dialog is open, what is broken may break again.
    if (isLeaving) return;
    isLeaving = true;
    if (app.isReady()) sayGoodbye(app, speech, appImage);
    app.exit(1);
  };
  let unhandled = 0;
  process.on('uncaughtException', leave);
  process.on('unhandledRejection', (reason) => {
    unhandled += 1;
    logger.error({ err: reason, count: unhandled }, 'a rejection nobody handled');
    if (!app.isPackaged) app.exit(1);
  });
  app.on('child-process-gone', (_event, details) => {
    logger.error({ type: details.type, reason: details.reason, exitCode: details.exitCode }, 'a helper process ended');
  });
  return leave;
}

function sayGoodbye(app: App, speech: Speech, appImage: string | undefined): void {
  const { fatal } = speech.messages();
  const answer = dialog.showMessageBoxSync({
    type: 'error',
    message: fatal.title,
    detail: fatal.text,
    buttons: [fatal.startAgain, fatal.quit, fatal.showDetails],
    defaultId: 0,
    cancelId: 1,
  });
  if (answer === 0) startAgain(app, appImage);
  if (answer === 2) shell.showItemInFolder(path.join(logDirectory(app), 'parley.log'));
}
