import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { knexSnakeCaseMappers } from 'objection';
import { PostgresClient, SERVER_LIMITS } from './server/database/postgres-client.ts';

/** The directory of the schema's history. */
const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * The one Knex configuration: names map here, in every environment, between camelCase code and snake_case columns.
 *
 * @param url a PostgreSQL connection string; TLS as its `sslmode` says.
 * @param poolMax connections at the most.
 */
export function knexConfig(url: string, poolMax: number): Knex.Config {
  return {
    client: PostgresClient,
    connection: { connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true, ...SERVER_LIMITS },
    // Neon and NAT gateways drop idle connections silently: let ours go first.
    pool: { min: 0, max: poolMax, idleTimeoutMillis: 30_000 },
    // Much longer than a statement may take: whoever stands in a queue that moves is served.
    acquireConnectionTimeout: 30_000,
    // An error has the statement in its message, and errors are logged: not with what people wrote in it.
    compileSqlOnError: false,
    // Knex would print these on standard output; whoever asked gets them as errors, and logs them.
    log: { warn: () => undefined, error: () => undefined },
    migrations: {
      directory: MIGRATIONS,
      loadExtensions: ['.ts'],
      tableName: 'knex_migrations',
    },
    ...knexSnakeCaseMappers(),
  };
}
