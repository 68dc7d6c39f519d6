import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { AppError } from '../../ground/errors.ts';
import type { Logger } from '../../ground/logger.ts';
import { freePort } from './free-port.ts';
import { findLeftOverPostmaster } from './left-over-postmaster.ts';
import type { PostgresAccount, PostgresBinaries } from './postgres-binaries.ts';
import type { PostgresCluster } from './postgres-cluster.ts';

const run = promisify(execFile);
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;
/** One that ran this long was well: what ends it then is a new trouble, with all its attempts before it. */
const STEADY_MS = 60_000;
/** What is waited before each attempt to start it again; after the last it is given up. */
export const RESTART_PAUSES_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

export interface PostgresServerParts {
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount;
  readonly cluster: PostgresCluster;
  readonly logger: Logger;
  readonly restartPausesMs: readonly number[];
}

/** A PostgreSQL server of ours: started, started again when it dies, given up when that does not help, stopped. */
export class PostgresServer {
  /** Settles with the reason when it cannot be started again; never otherwise. */
  readonly givenUp: Promise<AppError>;
  readonly #parts: PostgresServerParts;
  readonly #giveUp: (reason: AppError) => void;
  readonly #endNow = () => void this.#process?.kill('SIGINT');
  #port = 0;
  #process: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(parts: PostgresServerParts) {
    this.#parts = parts;
    const { promise, resolve } = Promise.withResolvers<AppError>();
    this.givenUp = promise;
    this.#giveUp = resolve;
  }

  get url(): string {
    return `postgresql://parley:${this.#parts.cluster.password}@127.0.0.1:${this.#port}/parley?sslmode=disable`;
  }

  /**
   * Starts it and sees to it from then on.
   *
   * @throws AppError with what it said when it cannot be started; nothing of it runs then.
   */
  async start(): Promise<void> {
    this.#port = await freePort();
    // However this process ends, short of being killed: no server stays behind.
    process.once('exit', this.#endNow);
    try {
      await this.#startOnce();
    } catch (error) {
      process.off('exit', this.#endNow);
      throw error;
    }
    void this.#keepRunning();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#end();
    process.off('exit', this.#endNow);
  }

  /** The one place that starts it again: a start that fails is the next attempt of the same loop, not another loop. */
  async #keepRunning(): Promise<void> {
    const { logger, restartPausesMs } = this.#parts;
    let pauses = [...restartPausesMs];
    for (let startedAt = performance.now(); ;) {
      await this.#ended;
      if (this.#isStopping) return;
      logger.error('PostgreSQL stopped unexpectedly; starting it again');
      if (performance.now() - startedAt > STEADY_MS) pauses = [...restartPausesMs];
      for (let isUp = false; !isUp;) {
        const pause = pauses.shift();
        if (pause === undefined) return this.#giveUp(this.#failure('cannot be started again', ''));
        await delay(pause, undefined, { ref: false });
        if (this.#isStopping) return;
        startedAt = performance.now();
        isUp = await this.#startOnce().then(
          () => true,
          (error: unknown) => {
            logger.error({ error }, 'PostgreSQL did not start');
            return false;
          },
        );
      }
    }
  }

  async #startOnce(): Promise<void> {
    const { account, binaries, cluster } = this.#parts;
    await this.#stopLeftOver();
    if (this.#isStopping) return;
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100'];
    const child = spawn(
      binaries.postgres,
      ['-D', cluster.directory, '-p', String(this.#port), ...settings.flatMap((setting) => ['-c', setting])],
      // Its own process group: Ctrl-C in a terminal must reach only us, so that running turns can be finished first.
      { ...account, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#process = child;
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
    });
    let hasEnded = false;
    this.#ended = new Promise((resolve) => {
      const end = (error: unknown) => {
        hasEnded = true;
        if (error instanceof Error) output += error.message;
        resolve();
      };
      child.once('exit', end).once('error', end);
    });
    try {
      for (let deadline = Date.now() + START_TIMEOUT_MS; ; await delay(25)) {
        const answer = await this.#ask();
        // Another server may have taken the port in the meantime; it is not ours that answers then.
        if (hasEnded) throw this.#failure('did not start', output);
        if (answer === 'ready') break;
        if (answer === 'refusing') throw this.#failure('does not take the password in postgres-password', '');
        // After a crash it reads its log first, for as long as that takes.
        if (answer === 'starting') deadline = Date.now() + START_TIMEOUT_MS;
        if (Date.now() > deadline) throw this.#failure('did not become ready', output);
      }
      await this.#createDatabase();
    } catch (error) {
      await this.#end();
      throw error;
    }
  }

  #failure(what: string, output: string): AppError {
    const { directory } = this.#parts.cluster;
    const said = output === '' ? '' : `\n${output.trim()}`;
    const message = `PostgreSQL ${what}. Is there room on the disk of ${directory}, and are its files whole?${said}`;
    return new AppError('internal_error', message);
  }

  /** Stops it cleanly, and at once when that takes too long. */
  async #end(): Promise<void> {
    const child = this.#process;
    if (!child || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    if (process.platform === 'win32') await this.#pgCtlStop();
    else child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  /** A server whose Parley was killed goes on running; it would hold the cluster. */
  async #stopLeftOver(): Promise<void> {
    const pid = await findLeftOverPostmaster(this.#parts.cluster.directory);
    if (pid === undefined) return;
    this.#parts.logger.warn({ pid }, 'stopping the PostgreSQL server of an earlier run that was killed');
    await this.#pgCtlStop();
  }

  async #ask(): Promise<'ready' | 'starting' | 'refusing' | 'silent'> {
    try {
      await this.#withClient(() => Promise.resolve());
      return 'ready';
    } catch (error) {
      const state = error instanceof Error && 'code' in error ? error.code : undefined;
      return state === '57P03' ? 'starting' : state === '28P01' ? 'refusing' : 'silent';
    }
  }

  async #createDatabase(): Promise<void> {
    await this.#withClient(async (client) => {
      const { rowCount } = await client.query("select from pg_database where datname = 'parley'");
      if (rowCount === 0) await client.query('create database parley');
    });
  }

  async #withClient<T>(use: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({
      host: '127.0.0.1',
      port: this.#port,
      user: 'parley',
      password: this.#parts.cluster.password,
      database: 'postgres',
      connectionTimeoutMillis: 5_000,
      statement_timeout: 30_000,
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
    const { account, binaries, cluster } = this.#parts;
    await run(binaries.pg_ctl, ['stop', '-D', cluster.directory, '-m', 'fast', '-w'], { ...account, cwd: '/' });
  }
}
