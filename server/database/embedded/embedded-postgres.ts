import { mkdir } from 'node:fs/promises';
import { AppError } from '../../ground/errors.ts';
import type { Logger } from '../../ground/logger.ts';
import { lockDataDirectory } from './data-directory-lock.ts';
import { findPostgresBinaries, postgresAccount } from './postgres-binaries.ts';
import { prepareCluster } from './postgres-cluster.ts';
import { postgresHome } from './postgres-home.ts';
import { PostgresServer, RESTART_PAUSES_MS } from './postgres-server.ts';

/** A PostgreSQL server that this process started and owns. */
export interface EmbeddedPostgres {
  /** Connection string of the `parley` database, on loopback. */
  readonly url: string;
  /** Settles with the reason when it has died and cannot be started again. */
  readonly givenUp: Promise<AppError>;
  /** Stops the server cleanly and gives the data directory back. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with the app, its data in `dataDir`, on a free loopback port. A server left
 * behind by a killed run is stopped first; one that dies later is started again, so many times.
 *
 * @param restartPausesMs what is waited before each of these attempts.
 * @throws AppError when it cannot be started, in a sentence a person can act on; nothing runs then. `conflict` when
 * another Parley uses the directory, or a database that was there is not; `not_supported` without binaries for the platform.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  logger: Logger,
  restartPausesMs: readonly number[] = RESTART_PAUSES_MS,
): Promise<EmbeddedPostgres> {
  let unlock: (() => Promise<void>) | undefined;
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o755 });
    unlock = await lockDataDirectory(dataDir);
    const account = await postgresAccount();
    const home = await postgresHome(dataDir, account, logger);
    const binaries = await findPostgresBinaries(account, home);
    const cluster = await prepareCluster({ dataDir, home, account }, binaries);
    const server = new PostgresServer({ binaries, account, cluster, logger, restartPausesMs });
    await server.start();
    return {
      url: server.url,
      givenUp: server.givenUp,
      stop: async () => {
        await server.stop();
        await unlock?.();
      },
    };
  } catch (error) {
    await unlock?.();
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('internal_error', `Parley cannot keep its database in ${dataDir}: ${reason}`, { cause: error });
  }
}
