import { setImmediate } from 'node:timers/promises';
import { loadConfig } from './config.ts';
import { exitWithReason } from './exit-with-reason.ts';
import { createLogger } from './logger.ts';
import { startServer } from './start-server.ts';

/**
 * The life of a server process: reads the configuration, starts, says where it listens, stops when told to. Told
 * again, it exits at once. What a person can put right ends it with one line and exit code 1.
 *
 * @param prepare what has to be done before the start.
 */
export async function runServer(prepare: () => Promise<void>): Promise<void> {
  try {
    const config = loadConfig();
    const logger = createLogger(config.logLevel);
    await prepare();
    const server = await startServer(config, logger);
    let isStopping = false;
    let isReady = false;
    const announceReady = async () => {
      await server.ready;
      // Whoever waited for the database in vain is not ready now.
      if (isStopping) return;
      isReady = true;
      process.stdout.write(`Parley is ready at ${server.url}\n`);
    };
    const ready = announceReady();
    // One turn of the event loop tells a database that is there from one that is awaited.
    await Promise.race([ready, setImmediate()]);
    if (!isReady) process.stderr.write(`Parley waits for its database at ${server.url}\n`);

    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (isStopping) process.exit(1);
        isStopping = true;
        server.stop().then(
          () => process.exit(0),
          (error: unknown) => {
            logger.error({ error }, 'stopping failed');
            process.exit(1);
          },
        );
      });
    }
  } catch (error) {
    exitWithReason(error);
  }
}
