import { setImmediate } from 'node:timers/promises';
import { loadConfig } from './ground/config.ts';
import { exitWithReason } from './ground/exit-with-reason.ts';
import { createLogger } from './ground/logger.ts';
import { startServer, type RunningServer } from './start-server.ts';

/** A signal to a group of processes reaches this one twice under npm: by itself, and passed on. */
const SAME_SIGNAL_MS = 1_000;

/**
 * The life of a server process: reads the configuration, starts, says where it listens, stops when told to, also while it
 * starts. Told again, it exits at once. What a person can put right ends it with one line and exit code 1.
 *
 * @param prepare what has to be done before the start.
 */
export async function runServer(prepare: () => Promise<void>): Promise<void> {
  try {
    const config = loadConfig();
    const logger = createLogger(config.logLevel);
    let isStopping = false;
    let stop: (() => void) | undefined;
    onTold(config.isUnderNpm ? SAME_SIGNAL_MS : 0, (isAgain) => {
      if (isAgain) process.exit(1);
      isStopping = true;
      stop?.();
    });
    await prepare();
    const server = isStopping ? undefined : await startServer(config, logger);
    if (server === undefined) process.exit(0);

    const end = (code: number): void => {
      isStopping = true;
      server.stop().then(
        () => process.exit(code),
        (error: unknown) => {
          logger.error({ error }, 'stopping failed');
          process.exit(1);
        },
      );
    };
    stop = () => end(0);
    if (isStopping) return end(0);
    const endWhenFailed = async (): Promise<void> => {
      const reason = await server.failed;
      if (isStopping) return;
      process.stderr.write(`${reason.message}\n`);
      end(1);
    };
    void endWhenFailed();
    await announce(server, () => isStopping);
  } catch (error) {
    exitWithReason(error);
  }
}

/** Calls back when this process is told to stop; a signal that arrives a second time within `sameMs` is the same one. */
function onTold(sameMs: number, callBack: (isAgain: boolean) => void): void {
  let toldAt: number | undefined;
  const tell = (): void => {
    if (toldAt !== undefined && performance.now() - toldAt < sameMs) return;
    callBack(toldAt !== undefined);
    toldAt = performance.now();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, tell);
}

/** Says where the server listens once it is ready, and that it waits when its database is away. */
async function announce(server: RunningServer, isStopping: () => boolean): Promise<void> {
  let isReady = false;
  const announceReady = async (): Promise<void> => {
    await server.ready;
    // Whoever waited for the database in vain is not ready now.
    if (isStopping()) return;
    isReady = true;
    process.stdout.write(`Parley is ready at ${server.url}\n`);
  };
  const ready = announceReady();
  // One turn of the event loop tells a database that is there from one that is awaited.
  await Promise.race([ready, setImmediate()]);
  if (!isReady) process.stderr.write(`Parley waits for its database at ${server.url}\n`);
}
