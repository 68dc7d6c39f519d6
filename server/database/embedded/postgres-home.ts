import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../ground/errors.ts';
import type { Logger } from '../../ground/logger.ts';
import type { PostgresAccount } from './postgres-binaries.ts';

const run = promisify(execFile);
/** Where clusters go that the `postgres` user could not reach below the data directory. */
const SYSTEM_DIRECTORY = '/var/lib/parley-postgres';

/**
 * The directory that PostgreSQL's files live in: the data directory itself, or, when root chose one that the
 * `postgres` user cannot enter (below `/root`, or below a private temporary directory), one it can, which a file
 * in the data directory then names.
 *
 * @throws AppError `conflict` when what the file names is not there.
 */
export async function postgresHome(dataDir: string, account: PostgresAccount, logger: Logger): Promise<string> {
  const { uid, gid } = account;
  if (uid === undefined || gid === undefined) return dataDir;
  await chown(dataDir, uid, gid);
  if (await canEnter(dataDir, account)) return dataDir;

  const pointer = join(dataDir, 'postgres-location');
  const known = await readFile(pointer, 'utf8').catch(() => undefined);
  const home = known ?? join(SYSTEM_DIRECTORY, randomUUID());
  if (known === undefined) {
    await mkdir(home, { recursive: true, mode: 0o755 });
    await chown(home, uid, gid);
    await writeFile(pointer, home);
  } else if (!existsSync(known)) {
    throw new AppError(
      'conflict',
      `PostgreSQL's files were in ${known}, which is not there. Mount it or put it back. To begin with an empty database, remove everything that begins with ${join(dataDir, 'postgres-')}.`,
    );
  }
  logger.warn({ dataDir, home }, 'the postgres user cannot reach the data directory; its files are kept elsewhere');
  return home;
}

async function canEnter(directory: string, account: PostgresAccount): Promise<boolean> {
  return run('test', ['-x', directory], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
}
