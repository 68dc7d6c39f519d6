import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../ground/errors.ts';
import type { Logger } from '../../ground/logger.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { findLeftOverPostmaster } from './left-over-postmaster.ts';

/**
 * The database of a data directory for a command: the one that runs, of a server beside us, or ours for as long as it takes.
 * Makes none: another user's directory, or another place, would look like an empty one.
 *
 * @returns its connection string, and how to leave it as it was.
 * @throws AppError `conflict` where there is none, or where this user may not read it.
 */
export async function reachEmbeddedPostgres(
  dataDir: string,
  logger: Logger,
): Promise<{ url: string; release: () => Promise<void> }> {
  const home = await readFile(join(dataDir, 'postgres-location'), 'utf8').catch(() => dataDir);
  const cluster = join(home, 'postgres');
  await access(join(cluster, 'PG_VERSION')).catch((error: unknown) => {
    const message = `There is no database of Parley in ${dataDir} that this user could read. Run this as the user that runs Parley, and with its PARLEY_DATA_DIR.`;
    throw new AppError('conflict', message, { cause: error });
  });
  if ((await findLeftOverPostmaster(cluster)) === undefined) {
    const postgres = await startEmbeddedPostgres(dataDir, logger);
    return { url: postgres.url, release: () => postgres.stop() };
  }
  const [password, record] = await Promise.all([
    readFile(join(home, 'postgres-password'), 'utf8'),
    readFile(join(cluster, 'postmaster.pid'), 'utf8'),
  ]);
  // PostgreSQL's own record: its process, its directory, when it started, and its port.
  const port = record.split('\n')[3]?.trim();
  const url = `postgresql://parley:${password.trim()}@127.0.0.1:${port}/parley?sslmode=disable`;
  return { url, release: () => Promise.resolve() };
}
