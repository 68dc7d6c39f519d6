import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { raw, type Model, type ModelClass, type QueryBuilder, type RawBuilder } from 'objection';
import { PostgresClient } from './postgres-client.ts';

/** What stands in a query for the values that a run brings; nothing for one that is undefined. */
export type Given<Values> = {
  readonly [Name in keyof Values]-?: undefined extends Values[Name] ? RawBuilder | undefined : RawBuilder;
};

type Build<Values, M extends Model, Shape> = (
  database: Knex,
  given: Given<Values>,
  shape: Shape,
) => QueryBuilder<M, unknown>;

interface Compiled<M extends Model> {
  readonly name: string;
  readonly sql: string;
  readonly bindings: readonly unknown[];
  readonly modelClass: ModelClass<M>;
}

class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * An Objection query whose text is the same whatever its values are. It is built once, and planned once by each
 * connection: both take longer than running it. There is one text for each set of values that are not undefined, and
 * for each shape: what is decided while it is built, such as an order.
 */
export class PreparedQuery<Values extends object, M extends Model, Shape = void> {
  readonly #build: Build<Values, M, Shape>;
  readonly #compiled = new Map<string, Compiled<M>>();

  constructor(build: Build<Values, M, Shape>) {
    this.#build = build;
  }

  async run(database: Knex, values: Values, shape: Shape): Promise<M[]> {
    const client: unknown = database.client;
    if (!(client instanceof PostgresClient)) throw new TypeError('a prepared query runs on our PostgreSQL client only');
    const { name, sql, bindings, modelClass } = this.#compile(database, values, shape);
    const rows = await client.run(name, {
      sql,
      bindings: bindings.map((it): unknown => (it instanceof Placeholder ? Reflect.get(values, it.name) : it)),
    });
    return rows.map((row) => modelClass.fromDatabaseJson(row));
  }

  /** @returns the first row; undefined when there is none. */
  async first(database: Knex, values: Values, shape: Shape): Promise<M | undefined> {
    const [first] = await this.run(database, values, shape);
    return first;
  }

  #compile(database: Knex, values: Values, shape: Shape): Compiled<M> {
    const names = Object.keys(values).filter((name) => Reflect.get(values, name) !== undefined);
    const key = JSON.stringify([names, shape]);
    const known = this.#compiled.get(key);
    if (known) return known;
    const given: Given<Values> = Object.create(null);
    for (const name of names) Reflect.set(given, name, raw('?', [new Placeholder(name)]));
    const query = this.#build(database, given, shape);
    const { sql, bindings } = query.toKnexQuery().toSQL().toNative();
    // The same text has the same name in every process: behind a pooler they may share connections.
    const name = `parley_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
    const compiled = { name, sql, bindings, modelClass: query.modelClass() };
    this.#compiled.set(key, compiled);
    return compiled;
  }
}
