import knex, { type Knex } from 'knex';
import { Model } from 'objection';
import { knexConfig } from '../../knexfile.ts';

export type { Knex };

/**
 * Opens the connection pool and binds the models to it. No connection is made before the first query, so a server
 * can start while its database is away.
 */
export function openDatabase(url: string, poolMax: number): Knex {
  const database = knex(knexConfig(url, poolMax));
  Model.knex(database);
  return database;
}
