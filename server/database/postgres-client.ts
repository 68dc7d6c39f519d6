import { AsyncLocalStorage } from 'node:async_hooks';
import { Socket } from 'node:net';
import type { Knex } from 'knex';
import KnexPostgresClient, { type Statement } from 'knex/lib/dialects/postgres/index.js';
import { types, type Client as Connection } from 'pg';
import { FairShare } from './fair-share.ts';

/** What the server is told when a connection begins, in milliseconds: no request keeps it busy, or waits, for longer. */
export const SERVER_LIMITS = {
  statement_timeout: 2_000,
  lock_timeout: 1_500,
  idle_in_transaction_session_timeout: 10_000,
};
/** How long a connection may owe an answer beyond what the server lets a statement run, without a byte of it. */
const SILENCE_MS = 5_000;
/** What PgBouncer answers to a setting it does not know in the start of a connection: "protocol violation". */
const REFUSED_START = '08P01';
/** A pooler that gives each transaction another server knows no prepared statement (26000), or one of somebody else's (42P05). */
const NOT_PREPARED = new Set(['26000', '42P05']);

/** For whom connections are taken. */
export interface Asker {
  readonly userId: string;
  /** Aborts when nobody waits for the answers any more; undefined for work that is done whoever waits. */
  readonly signal?: AbortSignal | undefined;
}

/** A connection that somebody has. */
interface Loan {
  readonly userId: string;
  /** To be waited for before somebody else has it. */
  end(): Promise<void>;
}

/**
 * Knex' PostgreSQL client, so that one statement that hangs stays the trouble of whoever asked for it: the server is
 * told its limits when a connection begins, a connection that falls silent is destroyed rather than handed on, and one
 * person holds no more than half of the pool. What it is told to `run` is planned once per connection;
 * behind a pooler that cannot do this it notices at the first refusal and goes on without.
 */
export class PostgresClient extends KnexPostgresClient {
  // Knex makes relatives of a client by copying its fields: those with a # would be missing in them.
  private readonly asker = new AsyncLocalStorage<Asker>();
  private readonly share: FairShare;
  private readonly shared = new WeakMap<Connection, Loan>();
  private readonly preparing = { isPossible: true };

  constructor(config: Knex.Config) {
    super(config);
    this.share = new FairShare(Math.ceil((config.pool?.max ?? 1) / 2), config.acquireConnectionTimeout ?? 0);
  }

  /** Counts the connections that `work` takes, now and later, as this person's, and ends what runs on them with the signal. */
  onBehalfOf<T>(asker: Asker, work: () => T): T {
    return this.asker.run(asker, work);
  }

  override async acquireConnection(): Promise<Connection> {
    const asker = this.asker.getStore();
    if (asker === undefined) return super.acquireConnection();
    asker.signal?.throwIfAborted();
    await this.share.take(asker.userId);
    try {
      const connection = await super.acquireConnection();
      this.shared.set(connection, this.lend(connection, asker));
      return connection;
    } catch (error) {
      this.share.giveBack(asker.userId);
      throw error;
    }
  }

  override async releaseConnection(connection: Connection): Promise<void> {
    const loan = this.shared.get(connection);
    this.shared.delete(connection);
    // The connection is somebody else's after this: what cancels must not reach it then.
    await loan?.end();
    await super.releaseConnection(connection);
    if (loan !== undefined) this.share.giveBack(loan.userId);
  }

  private lend(connection: Connection, { userId, signal }: Asker): Loan {
    let cancelling: Promise<unknown> | undefined;
    const cancel = () => {
      cancelling = this.cancelQuery(connection).catch(() => undefined);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    const end = async () => {
      signal?.removeEventListener('abort', cancel);
      await cancelling;
    };
    return { userId, end };
  }

  /**
   * Runs a compiled statement on a connection of the pool, or on that of the transaction.
   *
   * @param name under which a connection keeps the plan
   * @returns the rows, their columns named as in code
   */
  async run(name: string, statement: Statement): Promise<Record<string, unknown>[]> {
    const connection = await this.acquireConnection();
    try {
      const { response } = await this.queryNamed(connection, name, statement);
      return this.postProcessResponse(response.rows);
    } finally {
      await this.releaseConnection(connection);
    }
  }

  private async queryNamed(connection: Connection, name: string, statement: Statement) {
    // A refusal inside a transaction would end it.
    if (this.transacting || !this.preparing.isPossible) return this.query(connection, { ...statement });
    try {
      return await this.query(connection, { ...statement, options: { name } });
    } catch (error) {
      // Refused before it ran: running it again does nothing twice.
      if (!(error instanceof Error && 'code' in error && NOT_PREPARED.has(String(error.code)))) throw error;
      this.preparing.isPossible = false;
      return this.query(connection, { ...statement });
    }
  }

  /** Opens a connection with its limits; without them where a pooler refuses to pass them on (then the role has them). */
  override async acquireRawConnection(): Promise<Connection> {
    const settings = this.connectionSettings;
    const limit = statementTimeout(settings);
    try {
      return endWhenSilent(readDatesAsText(await super.acquireRawConnection()), limit);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === REFUSED_START)) throw error;
      this.connectionSettings = withoutLimits(settings);
      try {
        return endWhenSilent(readDatesAsText(await super.acquireRawConnection()), limit);
      } catch (refusal) {
        this.connectionSettings = settings;
        throw refusal;
      }
    }
  }
}

/** A date is a day and has no hour: as a `Date` it would be another one in another zone. */
function readDatesAsText(connection: Connection): Connection {
  connection.setTypeParser(types.builtins.DATE, String);
  return connection;
}

/** What is said in the address of the database counts more. */
function statementTimeout(settings: object): number | undefined {
  const address = 'connectionString' in settings ? String(settings.connectionString) : '';
  const said = URL.canParse(address) ? new URL(address).searchParams.get('statement_timeout') : null;
  if (said !== null) return Number(said);
  return 'statement_timeout' in settings ? Number(settings.statement_timeout) : undefined;
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
