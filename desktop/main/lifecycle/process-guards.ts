import { type App, dialog } from 'electron';
import type { Logger } from 'pino';
import type { Speech } from '../i18n/speech.ts';

/**
 * Never goes on in an unknown state: logs what broke, says so and leaves.
 *
 * @returns the way out, for a start that did not work
 */
export function setupProcessGuards(app: App, speech: Speech, logger: Logger): (error: unknown) => void {
  const leave = (error: unknown): void => {
    logger.fatal({ err: error }, 'an error nobody caught');
    if (app.isReady()) {
      const { fatal } = speech.messages();
      dialog.showErrorBox(fatal.title, fatal.text);
    }
    app.exit(1);
  };
  process.on('uncaughtException', leave);
  process.on('unhandledRejection', (reason) => {
    logger.error({ err: reason }, 'a rejection nobody handled');
    if (!app.isPackaged) app.exit(1);
  });
  app.on('child-process-gone', (_event, details) => {
    logger.error({ type: details.type, reason: details.reason, exitCode: details.exitCode }, 'a helper process ended');
  });
  return leave;
}
