/** Knex' own PostgreSQL client, which it exports without types. */
declare module 'knex/lib/dialects/postgres/index.js' {
  import type { Knex } from 'knex';
  import type { Client as Connection, QueryResult } from 'pg';

  /** A compiled statement. */
  export interface Statement {
    readonly sql: string;
    readonly bindings: readonly unknown[];
    /** For the driver: a name keeps the plan. */
    readonly options?: { readonly name: string };
  }

  export default class PostgresClient extends Knex.Client {
    override acquireRawConnection(): Promise<Connection>;
    acquireConnection(): Promise<Connection>;
    releaseConnection(connection: Connection): Promise<void>;
    override cancelQuery(connection?: Connection): Promise<unknown>;
    /** Set in the client of a transaction. */
    readonly transacting: boolean;
    query(connection: Connection, statement: Statement): Promise<{ readonly response: QueryResult }>;
    postProcessResponse(rows: Record<string, unknown>[]): Record<string, unknown>[];
  }
}
