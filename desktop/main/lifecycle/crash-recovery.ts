import { type App, type BrowserWindow, clipboard } from 'electron';
import type { Logger } from 'pino';
import type { Speech } from '../ground/speech.ts';
import { watchForHangs } from './hang-dialog.ts';

const SECOND_CRASH_MS = 60_000;

/** What a person can choose on the page that comes after a second crash. */
export type CrashChoice = 'reload' | 'quit' | 'copy';

/** Brings a window's page back after a crash. */
export interface CrashRecovery {
  /** Does what was chosen on the error page; anywhere else nothing happens, since any script there could ask. */
  choose: (choice: CrashChoice) => Promise<void>;
}

interface CrashRecoveryDeps {
  app: App;
  /** Loads what the window showed. */
  reload: () => void;
  /** Loads the page the app starts with: what the window showed may be what crashes it. */
  restart: () => void;
  showErrorPage: () => void;
  isQuitting: () => boolean;
  speech: Speech;
  logger: Logger;
  now: () => number;
}

/** Loads the page again by itself the first time, and shows an error page when it crashes again within a minute. */
export function recoverFromCrashes(window: BrowserWindow, deps: CrashRecoveryDeps): CrashRecovery {
  const { app, logger, now } = deps;
  let crashedAt = Number.NEGATIVE_INFINITY;
  let shownReason: string | null = null;
  const hangs = watchForHangs(window, deps.speech);
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    logger.error({ reason, exitCode }, 'a page crashed');
    if (deps.isQuitting()) return;
    if (hangs.endedPage()) return deps.reload();
    if (reason === 'clean-exit') return;
    const isRepeated = now() - crashedAt < SECOND_CRASH_MS;
    crashedAt = now();
    if (!isRepeated) return deps.reload();
    shownReason = reason;
    deps.showErrorPage();
  });
  return {
    choose: async (choice) => {
      if (shownReason === null) return;
      if (choice === 'quit') return app.quit();
      if (choice === 'copy') {
        const system = `${process.platform} ${process.arch}`;
        return clipboard.writeText(`Parley ${app.getVersion()} ${system}: ${shownReason}`);
      }
      shownReason = null;
      deps.restart();
    },
  };
}
