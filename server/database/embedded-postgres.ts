import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { access, chmod, chown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { lockDataDirectory } from './data-directory-lock.ts';
import { freePort } from './free-port.ts';
import { findLeftOverPostmaster } from './left-over-postmaster.ts';
import {
  findPostgresBinaries,
  postgresAccount,
  type PostgresAccount,
  type PostgresBinaries,
} from './postgres-binaries.ts';
import { postgresHome } from './postgres-home.ts';

const run = promisify(execFile);
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;
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

/** A PostgreSQL server that this process started and owns. */
export interface EmbeddedPostgres {
  /** Connection string of the `parley` database, on loopback. */
  readonly url: string;
  /** Stops the server cleanly and gives the data directory back. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with the app, its data in `dataDir`, on a free loopback port. A server left
 * behind by a killed run is stopped first; one that dies later is started again.
 *
 * @throws AppError `conflict` when another Parley uses the directory, `not_supported` without binaries for the platform.
 */
export async function startEmbeddedPostgres(dataDir: string, logger: Logger): Promise<EmbeddedPostgres> {
  await mkdir(dataDir, { recursive: true, mode: 0o755 });
  const unlock = await lockDataDirectory(dataDir);
  try {
    const account = await postgresAccount();
    const home = await postgresHome(dataDir, account, logger);
    const server = new PostgresServer(await findPostgresBinaries(account, home), account, home, logger);
    await server.initialize();
    await server.stopLeftOver();
    await server.start();
    return {
      url: server.url,
      stop: async () => {
        await server.stop();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

class PostgresServer {
  readonly #binaries: PostgresBinaries;
  readonly #account: PostgresAccount;
  readonly #directory: string;
  readonly #logger: Logger;
  readonly #passwordFile: string;
  #password = '';
  #port = 0;
  #process: ChildProcess | undefined;
  #isStopping = false;

  constructor(binaries: PostgresBinaries, account: PostgresAccount, home: string, logger: Logger) {
    this.#binaries = binaries;
    this.#account = account;
    this.#directory = join(home, 'postgres');
    this.#passwordFile = join(home, 'postgres-password');
    this.#logger = logger;
  }

  get url(): string {
    return `postgresql://parley:${this.#password}@127.0.0.1:${this.#port}/parley?sslmode=disable`;
  }

  /** Makes the cluster on first use: aside, and moved into place when it is whole, so that a run killed half-way leaves none. */
  async initialize(): Promise<void> {
    if (await exists(join(this.#directory, 'PG_VERSION'))) {
      this.#password = (await readFile(this.#passwordFile, 'utf8')).trim();
      return;
    }
    this.#password = randomBytes(24).toString('base64url');
    await writeFile(this.#passwordFile, `${this.#password}\n`, { mode: 0o600 });
    await this.#own(this.#passwordFile);
    await this.#removePartial();
    const partial = `${this.#directory}.partial-${randomUUID()}`;
    await mkdir(partial, { mode: 0o700 });
    await this.#own(partial);
    await run(this.#binaries.initdb, [`--pgdata=${partial}`, `--pwfile=${this.#passwordFile}`, ...INITDB_OPTIONS], {
      ...this.#account,
      cwd: '/',
    }).catch((error: unknown) => {
      const message = `PostgreSQL could not create its files in ${partial}. Is the directory writable, and can the user that runs it reach it?`;
      throw new AppError('internal_error', message, { cause: error });
    });
    await rename(partial, this.#directory);
  }

  /** A server whose Parley was killed goes on running; it would hold the cluster. */
  async stopLeftOver(): Promise<void> {
    const pid = await findLeftOverPostmaster(this.#directory);
    if (pid === undefined) return;
    this.#logger.warn({ pid }, 'stopping the PostgreSQL server of an earlier run that was killed');
    await this.#pgCtlStop();
  }

  async start(): Promise<void> {
    this.#port ||= await freePort();
    const child = spawn(
      this.#binaries.postgres,
      [
        '-D',
        this.#directory,
        '-p',
        String(this.#port),
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'unix_socket_directories=',
        '-c',
        'max_connections=100',
      ],
      // Its own process group: Ctrl-C in a terminal must reach only us, so that running turns can be finished first.
      { ...this.#account, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#process = child;
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
    });
    child.once('exit', (code) => this.#handleExit(code));
    await this.#waitUntilReady(child, () => output);
    await this.#createDatabase();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    if (process.platform === 'win32') await this.#pgCtlStop();
    else child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
  }

  #handleExit(code: number | null): void {
    if (this.#isStopping) return;
    this.#logger.error({ code }, 'PostgreSQL stopped unexpectedly; starting it again');
    void this.#restart();
  }

  async #restart(): Promise<void> {
    for (let wait = 250; !this.#isStopping; wait = Math.min(wait * 2, 10_000)) {
      await delay(wait);
      try {
        await this.stopLeftOver();
        await this.start();
        return;
      } catch (error) {
        this.#logger.error({ error }, 'PostgreSQL did not start; trying again');
      }
    }
  }

  async #waitUntilReady(child: ChildProcess, output: () => string): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new AppError('internal_error', `PostgreSQL did not start:\n${output()}`);
      }
      if (await this.#answers()) return;
      if (Date.now() > deadline) throw new AppError('internal_error', `PostgreSQL did not become ready:\n${output()}`);
      await delay(25);
    }
  }

  async #answers(): Promise<boolean> {
    return this.#withClient('postgres', () => Promise.resolve(true)).catch(() => false);
  }

  async #createDatabase(): Promise<void> {
    await this.#withClient('postgres', async (client) => {
      const { rowCount } = await client.query("select from pg_database where datname = 'parley'");
      if (rowCount === 0) await client.query('create database parley');
    });
  }

  async #withClient<T>(database: string, use: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({
      host: '127.0.0.1',
      port: this.#port,
      user: 'parley',
      password: this.#password,
      database,
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await use(client);
    } finally {
      await client.end();
    }
  }

  async #pgCtlStop(): Promise<void> {
    await run(this.#binaries.pg_ctl, ['stop', '-D', this.#directory, '-m', 'fast', '-w'], {
      ...this.#account,
      cwd: '/',
    });
  }

  /** The `initdb` of a killed run may still be writing: it has a directory of its own, and no new one gets its name. */
  async #removePartial(): Promise<void> {
    const home = dirname(this.#directory);
    const partial = (await readdir(home)).filter((name) => name.startsWith('postgres.partial-'));
    await Promise.all(
      partial.map((name) => rm(join(home, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })),
    );
  }

  async #own(path: string): Promise<void> {
    const { uid, gid } = this.#account;
    if (uid !== undefined && gid !== undefined) {
      await chown(path, uid, gid);
      await chmod(path, 0o700);
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
