import knex, { type Knex } from 'knex';
import { Model } from 'objection';
import { knexConfig } from '../../knexfile.ts';
import { PostgresClient, SERVER_LIMITS, type Asker } from './postgres-client.ts';

export type { Knex };

// The first of many is one row, and not all of them with the others thrown away.
Model.useLimitInFirst = true;

/**
 * Opens the connection pool. No connection is made before the first query, so a server can start while its database is
 * away. Models are not bound to it: every query says which connection or transaction it runs on.
 */
export function openDatabase(url: string, poolMax: number): Knex {
  return knex(knexConfig(url, poolMax));
}

/**
 * Does `work` with no more than this person's share of the pool, so that others are served whatever it waits for. With the
 * signal ends what it has asked the database.
 */
export function onBehalfOf<T>(database: Knex, asker: Asker, work: () => T): T {
  const client: unknown = database.client;
  return client instanceof PostgresClient ? client.onBehalfOf(asker, work) : work();
}

/** No limit, and the one that an earlier version has set. */
const SET_BY_NOBODY = new Set(['0', '10s']);

/**
 * A pooler does not pass the limits of a connection on: there they are the defaults of our role in our database, which
 * the next connections of the pooler begin with.
 */
export async function limitRole(database: Knex): Promise<void> {
  const { rows } = await database.raw<{ rows: { value: string }[] }>(
    "select current_setting('statement_timeout') as value",
  );
  if (!SET_BY_NOBODY.has(rows[0]?.value ?? '')) return;
  const settings = Object.entries(SERVER_LIMITS).map(
    ([name, value]) =>
      `execute format('alter role %I in database %I set ${name} = ${value}', current_user, current_database());`,
  );
  await database.raw(`do $$ begin ${settings.join(' ')} end $$`);
}
