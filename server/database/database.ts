import knex, { type Knex } from 'knex';
import { knexConfig } from '../../knexfile.ts';

export type { Knex };

/**
 * Opens the connection pool. No connection is made before the first query, so a server can start while its database is
 * away. Models are not bound to it: every query says which connection or transaction it runs on.
 */
export function openDatabase(url: string, poolMax: number): Knex {
  return knex(knexConfig(url, poolMax));
}
