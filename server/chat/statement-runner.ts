import { createHash } from 'node:crypto';
import type { Knex } from '../database/database.ts';
import type { Sql } from './run-statement.ts';

/** A pooler that gives each transaction another server knows no prepared statement (26000), or one of somebody else's (42P05). */
const NOT_PREPARED = new Set(['26000', '42P05']);

/**
 * Runs statements, prepared once per connection: planning these takes PostgreSQL longer than running them. Behind a
 * pooler that cannot do this it notices at the first refusal and goes on without.
 */
export class StatementRunner {
  readonly #database: Knex;
  readonly #names = new Map<string, string>();
  #isPreparing = true;

  constructor(database: Knex) {
    this.#database = database;
  }

  async run(statement: Sql): Promise<Record<string, unknown>[]> {
    if (!this.#isPreparing) return this.#query(statement, {});
    try {
      return await this.#query(statement, { name: this.#nameOf(statement.text) });
    } catch (error) {
      // Refused before it ran: running it again does nothing twice.
      if (!(error instanceof Error && 'code' in error && NOT_PREPARED.has(String(error.code)))) throw error;
      this.#isPreparing = false;
      return this.#query(statement, {});
    }
  }

  async #query({ text, values }: Sql, options: { name?: string }): Promise<Record<string, unknown>[]> {
    const { rows } = await this.#database.raw<{ rows: Record<string, unknown>[] }>(text, [...values]).options(options);
    return rows;
  }

  /** The same text has the same name in every runner: they may share connections. */
  #nameOf(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = `parley_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    this.#names.set(text, name);
    return name;
  }
}
