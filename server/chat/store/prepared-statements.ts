import { createHash } from 'node:crypto';
import type { Client, QueryResult } from 'pg';
import type { Knex } from '../../database/database.ts';
import type { Sql } from './sql.ts';

/** A pooler that gives each transaction another server knows no prepared statement (26000), or one of somebody else's (42P05). */
const NOT_PREPARED = new Set(['26000', '42P05']);

/** A statement as the driver takes it: numbered values, and the name under which a connection keeps its plan. */
interface KnownStatement {
  name: string;
  text: string;
}

/**
 * Runs statements, prepared once per connection: planning these takes PostgreSQL longer than running them. Behind a
 * pooler that cannot do this it notices at the first refusal and goes on without. They come from the pool's connections
 * straight to the driver: Knex's query builder would take as long as all else that is done for them.
 */
export class PreparedStatements {
  readonly #database: Knex;
  readonly #known = new Map<string, KnownStatement>();
  #isPreparing = true;

  constructor(database: Knex) {
    this.#database = database;
  }

  async run(statement: Sql): Promise<Record<string, unknown>[]> {
    const { name, text } = this.#know(statement.text);
    if (!this.#isPreparing) return this.#query({ text }, statement.values);
    try {
      return await this.#query({ text, name }, statement.values);
    } catch (error) {
      // Refused before it ran: running it again does nothing twice.
      if (!(error instanceof Error && 'code' in error && NOT_PREPARED.has(String(error.code)))) throw error;
      this.#isPreparing = false;
      return this.#query({ text }, statement.values);
    }
  }

  async #query(statement: { text: string; name?: string }, values: Sql['values']): Promise<Record<string, unknown>[]> {
    const connection: Client = await this.#database.client.acquireConnection();
    try {
      const { rows }: QueryResult<Record<string, unknown>> = await connection.query({
        ...statement,
        values: [...values],
      });
      return rows;
    } finally {
      await this.#database.client.releaseConnection(connection);
    }
  }

  /** The same text has the same name in every runner: they may share connections. */
  #know(text: string): KnownStatement {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    let count = 0;
    const statement = {
      name: `parley_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`,
      text: text.replaceAll('?', () => `$${(count += 1)}`),
    };
    this.#known.set(text, statement);
    return statement;
  }
}
