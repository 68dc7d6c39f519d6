import { AsyncLocalStorage } from 'node:async_hooks';
import { Socket } from 'node:net';
import type { Knex } from 'knex';
import KnexPostgresClient from 'knex/lib/dialects/postgres/index.js';
import type { Client as Connection } from 'pg';
import { FairShare } from './fair-share.ts';

/** What the server is told when a connection begins, in milliseconds: a blocked statement ends before people give up. */
export const SERVER_LIMITS = {
  statement_timeout: 10_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
};
/** How long a connection may owe an answer beyond what the server lets a statement run, without a byte of it. */
const SILENCE_MS = 5_000;
/** What PgBouncer answers to a setting it does not know in the start of a connection: "protocol violation". */
const REFUSED_START = '08P01';

/**
 * Knex' PostgreSQL client, so that one statement that hangs stays the trouble of whoever asked for it: the server is
 * told its limits when a connection begins, a connection that falls silent is destroyed rather than handed on, and one
 * person holds no more than half of the pool.
 */
export class PostgresClient extends KnexPostgresClient {
  // Knex makes relatives of a client by copying its fields: those with a # would be missing in them.
  private readonly person = new AsyncLocalStorage<string>();
  private readonly share: FairShare;
  private readonly shared = new WeakMap<Connection, string>();

  constructor(config: Knex.Config) {
    super(config);
    this.share = new FairShare(Math.ceil((config.pool?.max ?? 1) / 2), config.acquireConnectionTimeout ?? 0);
  }

  /** Counts the connections that `work` takes, now and later, as this person's. */
  onBehalfOf<T>(userId: string, work: () => T): T {
    return this.person.run(userId, work);
  }

  override async acquireConnection(): Promise<Connection> {
    const userId = this.person.getStore();
    if (userId === undefined) return super.acquireConnection();
    await this.share.take(userId);
    try {
      const connection = await super.acquireConnection();
      this.shared.set(connection, userId);
      return connection;
    } catch (error) {
      this.share.giveBack(userId);
      throw error;
    }
  }

  override async releaseConnection(connection: Connection): Promise<void> {
    const userId = this.shared.get(connection);
    this.shared.delete(connection);
    await super.releaseConnection(connection);
    if (userId !== undefined) this.share.giveBack(userId);
  }

  /** Opens a connection with its limits; without them where a pooler refuses to pass them on (then the role has them). */
  override async acquireRawConnection(): Promise<Connection> {
    const settings = this.connectionSettings;
    const limit = 'statement_timeout' in settings ? Number(settings.statement_timeout) : undefined;
    try {
      return endWhenSilent(await super.acquireRawConnection(), limit);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === REFUSED_START)) throw error;
      this.connectionSettings = withoutLimits(settings);
      try {
        return endWhenSilent(await super.acquireRawConnection(), limit);
      } catch (refusal) {
        this.connectionSettings = settings;
        throw refusal;
      }
    }
  }
}

function withoutLimits(settings: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !name.endsWith('_timeout')));
}

/**
 * Destroys a connection that owes an answer and sends nothing. The network can lose an answer for good, and a pooler can
 * hold one back: no limit of the server helps then.
 *
 * @param limit what the server lets a statement run, in milliseconds; 0 is for ever.
 */
export function endWhenSilent(connection: Connection, limit: number = SERVER_LIMITS.statement_timeout): Connection {
  const { stream } = connection.connection;
  if (!(stream instanceof Socket)) return connection;
  stream.removeAllListeners('timeout');
  stream.setTimeout(limit === 0 ? 0 : limit + SILENCE_MS, () => {
    const isIdle = 'readyForQuery' in connection && connection.readyForQuery === true;
    if (!isIdle) stream.destroy(Object.assign(new Error('The database does not answer.'), { code: 'ETIMEDOUT' }));
  });
  return connection;
}
