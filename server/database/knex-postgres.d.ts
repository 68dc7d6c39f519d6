/** Knex' own PostgreSQL client, which it exports without types. */
declare module 'knex/lib/dialects/postgres/index.js' {
  import type { Knex } from 'knex';
  import type { Client as Connection } from 'pg';

  /** A compiled statement, with what was said of it for the driver. */
  export interface Statement {
    readonly sql: string;
    readonly bindings?: readonly unknown[];
    readonly options?: { readonly isPrepared?: boolean; readonly name?: string };
  }

  export default class PostgresClient extends Knex.Client {
    override acquireRawConnection(): Promise<Connection>;
    acquireConnection(): Promise<Connection>;
    releaseConnection(connection: Connection): Promise<void>;
    /** Set in the client of a transaction. */
    readonly transacting: boolean;
    query(connection: Connection, statement: Statement | string): Promise<Statement>;
  }
}
