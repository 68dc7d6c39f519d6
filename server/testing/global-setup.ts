import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../database/database.ts';
import { startEmbeddedPostgres } from '../database/embedded/embedded-postgres.ts';
import { migrateDatabase } from '../database/migrate-database.ts';
import { createLogger } from '../ground/logger.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a migrated database; each test file copies it. */
    templateDatabaseUrl: string;
    /** How many series are compared with the library rrule, and of which seed. */
    comparedSeries: { numRuns: number; seed: number };
  }
}

/** One real PostgreSQL for a whole test run, with a migrated template database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  const postgres = await startEmbeddedPostgres(dataDir, createLogger('silent'));
  const database = openDatabase(postgres.url, 1);
  await migrateDatabase(database);
  // Nothing of it outlives the run: a copy of the template for each file need not wait until it is on the disk. Commits stay
  // synchronous: what is not known to be committed counts as invisible for a while, and plans are others then.
  for (const setting of ['fsync', 'full_page_writes']) await database.raw(`alter system set ${setting} = off`);
  await database.raw('select pg_reload_conf()');
  await database.destroy();
  project.provide('templateDatabaseUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
