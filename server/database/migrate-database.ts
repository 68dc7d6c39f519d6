import knex from 'knex';
import type { Knex } from './database.ts';

/** Any constant will do, as long as nothing else in the database takes the same advisory lock. */
const MIGRATION_LOCK = 7_237_539;

/**
 * Which way to migrate: all the way up, or down by the newest migration alone. A batch is no unit to take back: that of a
 * new installation is the whole schema, with everything in it.
 */
export type MigrationDirection = 'latest' | 'down';

/**
 * Migrates in one transaction under a lock of that transaction: instances that start together wait for each other,
 * and one that is killed half-way leaves neither a half-made schema nor a lock. Works through a transaction pooler.
 *
 * @returns the names of the migrations that ran.
 */
export async function migrateDatabase(database: Knex, direction: MigrationDirection = 'latest'): Promise<string[]> {
  // In a transaction, Knex's migrator switches the mapping of names off for the whole pool, so it gets a pool of its own.
  const migrator = knex({ ...database.client.config, pool: { min: 0, max: 1 } });
  try {
    return await migrator.transaction(async (transaction) => {
      await transaction.raw('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
      const [, names]: [number, string[]] = await transaction.migrate[direction]();
      return names;
    });
  } finally {
    await migrator.destroy();
  }
}

/** Tells whether every migration in the code has run. */
export async function isMigrated(database: Knex): Promise<boolean> {
  const [, pending]: [unknown[], unknown[]] = await database.migrate.list();
  return pending.length === 0;
}
