import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { knexSnakeCaseMappers } from 'objection';

/**
 * The one Knex configuration: names map here, in every environment, between camelCase code and snake_case columns.
 *
 * @param url a PostgreSQL connection string; TLS as its `sslmode` says.
 * @param poolMax connections at the most.
 */
export function knexConfig(url: string, poolMax: number): Knex.Config {
  return {
    client: 'pg',
    connection: { connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 15_000, keepAlive: true },
    // Neon and NAT gateways drop idle connections silently: let ours go first.
    pool: { min: 0, max: poolMax, idleTimeoutMillis: 30_000 },
    acquireConnectionTimeout: 5_000,
    // Knex would print these on standard output; whoever asked gets them as errors, and logs them.
    log: { warn: () => undefined, error: () => undefined },
    migrations: {
      directory: fileURLToPath(new URL('./migrations', import.meta.url)),
      loadExtensions: ['.ts'],
      tableName: 'knex_migrations',
    },
    ...knexSnakeCaseMappers(),
  };
}
