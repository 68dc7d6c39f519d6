import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { access, chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../ground/errors.ts';
import type { PostgresAccount, PostgresBinaries } from './postgres-binaries.ts';

const run = promisify(execFile);
const PARTIAL = 'postgres.partial-';
/** The built-in C.UTF-8 locale knows Unicode's cases, and sorts the same on every platform. */
const INITDB_OPTIONS = [
  '--username=parley',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--no-instructions',
];

/** PostgreSQL's files, and what it knows us by. */
export interface PostgresCluster {
  readonly directory: string;
  readonly password: string;
}

/** Where a cluster and what belongs to it are kept. */
export interface ClusterPlace {
  readonly dataDir: string;
  /** The directory of PostgreSQL's files: the data directory, or another that the account can reach. */
  readonly home: string;
  readonly account: PostgresAccount;
}

/**
 * Finds the cluster, or makes it on first use: aside, and moved into place when it is whole, so that a run killed
 * half-way leaves none. Where there once was one it makes no other: its directory is probably not mounted.
 *
 * @throws AppError `conflict` that says what is missing and what to do.
 */
export async function prepareCluster(place: ClusterPlace, binaries: PostgresBinaries): Promise<PostgresCluster> {
  const directory = join(place.home, 'postgres');
  const passwordFile = join(place.home, 'postgres-password');
  // Written when a cluster is whole, beside the secret: the one file that stays when PostgreSQL's are elsewhere.
  const marker = join(place.dataDir, 'postgres-made');
  const partial = (await readdir(place.home)).filter((name) => name.startsWith(PARTIAL));
  const has = {
    cluster: await exists(join(directory, 'PG_VERSION')),
    password: await exists(passwordFile),
    marker: await exists(marker),
  };

  if (has.cluster && !has.password)
    throw new AppError(
      'conflict',
      `${passwordFile} is missing, and nobody gets into ${directory} without it. Put it back.`,
    );
  const isLost = has.marker || (has.password && partial.length === 0);
  if (!has.cluster && isLost) {
    const kept = [...(has.password ? [passwordFile] : []), ...(has.marker ? [marker] : [])].join(' and ');
    throw new AppError(
      'conflict',
      `There has been a database in ${directory}, and now there is none. Mount it or put it back. To begin with an empty one, remove ${kept}.`,
    );
  }
  if (!has.cluster) await makeCluster(place, binaries, { directory, passwordFile });
  await Promise.all(partial.map((name) => removeAll(join(place.home, name))));
  if (!has.marker) await writeFile(marker, `${directory}\n`);
  return { directory, password: (await readFile(passwordFile, 'utf8')).trim() };
}

async function makeCluster(
  { home, account }: ClusterPlace,
  binaries: PostgresBinaries,
  { directory, passwordFile }: { directory: string; passwordFile: string },
): Promise<void> {
  // The `initdb` of a killed run may still be writing to its own: no new one gets its name.
  const partial = join(home, `${PARTIAL}${randomUUID()}`);
  await mkdir(partial, { mode: 0o700 });
  await own(partial, account);
  // Never written over: it may be that of a cluster that is elsewhere.
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    },
  );
  await own(passwordFile, account);
  await run(binaries.initdb, [`--pgdata=${partial}`, `--pwfile=${passwordFile}`, ...INITDB_OPTIONS], {
    ...account,
    cwd: '/',
  }).catch((error: unknown) => {
    const message = `PostgreSQL could not create its files in ${partial}. Is there room, is the directory writable, and can the user that runs it reach it?`;
    throw new AppError('internal_error', message, { cause: error });
  });
  await rename(partial, directory);
}

async function own(path: string, { uid, gid }: PostgresAccount): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  await chown(path, uid, gid);
  await chmod(path, 0o700);
}

function removeAll(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** @throws when it cannot be told: what may not be looked at is not gone. */
async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
        return false;
      throw error;
    },
  );
}
