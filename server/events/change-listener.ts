import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Knex } from '../database/database.ts';
import type { Logger } from '../ground/logger.ts';

/** The channel that the triggers of `events` notify; a payload is the id of whose things changed. */
const CHANNEL = 'parley_events';
/** How long a notification of our own may take; one that never comes went to another session of a pooler's. */
const PROBE_MS = 3_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 10_000;

/** Who is told. */
export interface ChangeListenerHandlers {
  /** Something of this person's was changed. */
  changed(userId: string): void;
  /** Notifications were missed, or may have been. */
  missed(): void;
}

/**
 * One connection of its own that listens to what changes, whichever instance changes it. A pooler in transaction mode
 * takes `LISTEN` and delivers nothing: that is found out by trying, and then `isListening` stays false and somebody has
 * to look by themselves.
 */
export class ChangeListener {
  readonly #url: string;
  readonly #database: Knex;
  readonly #logger: Logger;
  readonly #handlers: ChangeListenerHandlers;
  readonly #stopping = new AbortController();
  #client: Client | undefined;
  #isListening = false;
  #running: Promise<void> | undefined;

  /** @param url reaches the database without a pooler, if it can. @param database is where changes are made. */
  constructor(url: string, database: Knex, logger: Logger, handlers: ChangeListenerHandlers) {
    this.#url = url;
    this.#database = database;
    this.#logger = logger;
    this.#handlers = handlers;
  }

  get isListening(): boolean {
    return this.#isListening;
  }

  /** Connects, and again whenever the connection is lost. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Finds out whether the connection still answers: a network can lose one without a word. */
  async check(): Promise<void> {
    const client = this.#client;
    if (this.#isListening) await client?.query('select 1').catch(() => client.end().catch(() => undefined));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#client?.end().catch(() => undefined);
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let wait = FIRST_RETRY_MS; !signal.aborted; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
      try {
        const { ended } = await this.#listen();
        if (this.#isListening) wait = FIRST_RETRY_MS;
        else this.#logger.warn('the database passes no notifications on: changes are looked for every second');
        this.#handlers.missed();
        await ended;
      } catch (error) {
        if (!signal.aborted) this.#logger.warn({ error }, 'the connection that listens for changes could not be made');
      }
      this.#isListening = false;
      await delay(wait, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** @returns what settles when the connection has ended. */
  async #listen(): Promise<{ ended: Promise<void> }> {
    const client = new Client({ connectionString: this.#url, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
    this.#client = client;
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    // A connection that breaks says so here; `end` follows.
    client.on('error', () => undefined);
    const probe = `probe ${randomUUID()}`;
    const probed = new Promise<boolean>((resolve) => {
      client.on('notification', ({ payload = '' }) => {
        if (payload === probe) resolve(true);
        else this.#handlers.changed(payload);
      });
      void ended.then(() => resolve(false));
    });
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    await this.#database.raw('select pg_notify(?, ?)', [CHANNEL, probe]);
    this.#isListening = await Promise.race([probed, delay(PROBE_MS, false, { ref: false })]);
    return { ended };
  }
}
