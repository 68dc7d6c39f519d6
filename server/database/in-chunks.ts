import type { Knex } from './database.ts';

/** Rows that go, or change, in one statement. */
const CHUNK = 500;

/**
 * Deletes rows a few at a time, so that no statement takes long however many there are, and nobody waits for them.
 *
 * @param key tells the rows of `where` apart, in code's spelling @param size how many at a time
 */
export function deleteInChunks(
  database: Knex,
  table: string,
  key: string,
  where: Record<string, string>,
  size = CHUNK,
): Promise<void> {
  return repeat(size, () =>
    database(table).where(where).whereIn(key, database(table).where(where).select(key).limit(size)).delete(),
  );
}

/** Changes rows a few at a time; the change must take them out of `where`. */
export function updateInChunks(
  database: Knex,
  table: string,
  key: string,
  where: Record<string, string>,
  values: Record<string, null>,
): Promise<void> {
  return repeat(CHUNK, () =>
    database(table).whereIn(key, database(table).where(where).select(key).limit(CHUNK)).update(values),
  );
}

async function repeat(size: number, statement: () => Promise<number>): Promise<void> {
  for (;;) if ((await statement()) < size) return;
}
