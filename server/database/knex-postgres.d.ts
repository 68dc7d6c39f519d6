/** Knex' own PostgreSQL client, which it exports without types. */
declare module 'knex/lib/dialects/postgres/index.js' {
  import type { Knex } from 'knex';
  import type { Client as Connection } from 'pg';

  export default class PostgresClient extends Knex.Client {
    override acquireRawConnection(): Promise<Connection>;
    acquireConnection(): Promise<Connection>;
    releaseConnection(connection: Connection): Promise<void>;
  }
}
