import { setTimeout as delay } from 'node:timers/promises';
import knex from 'knex';
import type { Knex } from './database.ts';

/** Any constant will do, as long as nothing else in the database takes the same advisory lock. */
const MIGRATION_LOCK = 7_237_539;
const DAY_MS = 86_400_000;
/** A migration takes as long as it takes; but nobody waits long behind its wait for a lock. */
const MIGRATION_LIMITS = {
  statement_timeout: DAY_MS,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: DAY_MS,
};

/**
 * Which way to migrate: all the way up, or down by the newest migration alone. A batch is no unit to take back: that of a
 * new installation is the whole schema, with everything in it.
 */
export type MigrationDirection = 'latest' | 'down';

/**
 * Migrates under a lock, each migration in a transaction of its own unless it says otherwise (an index that is built
 * while people work cannot be in one). Instances that start together wait for each other, and one that is killed
 * half-way leaves no lock, and no half-made migration. Works through a transaction pooler.
 *
 * @returns the names of the migrations that ran.
 */
export async function migrateDatabase(database: Knex, direction: MigrationDirection = 'latest'): Promise<string[]> {
  const { connection, ...config }: Knex.Config = database.client.config;
  // In a transaction, Knex's migrator switches the mapping of names off for the whole pool, so it gets a pool of its own.
  const patient = { ...(typeof connection === 'object' ? connection : {}), ...MIGRATION_LIMITS };
  const migrator = knex({ ...config, connection: patient, pool: { min: 0, max: 2 } });
  try {
    return await migrator.transaction(async (lock) => {
      await lock.raw(`set local idle_in_transaction_session_timeout = ${DAY_MS}`);
      await takeTurn(lock);
      // Whoever held Knex's own lock died with ours.
      await migrator.migrate.forceFreeMigrationsLock();
      const [, names]: [number, string[]] = await migrator.migrate[direction]();
      return names;
    });
  } finally {
    await migrator.destroy();
  }
}

/**
 * Asks again and again: whoever waited in a statement would hold up the building of an index, and wait for it. For the
 * same reason the statement has no values of its own: such a one keeps its view of the database until the next.
 */
async function takeTurn(lock: Knex.Transaction): Promise<void> {
  for (;;) {
    const { rows } = await lock.raw(`select pg_try_advisory_xact_lock(${MIGRATION_LOCK}) as taken`);
    if (rows[0].taken) return;
    await delay(100);
  }
}
