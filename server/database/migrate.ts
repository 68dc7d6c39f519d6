import { loadConfig } from '../ground/config.ts';
import { exitWithReason } from '../ground/exit-with-reason.ts';
import { createLogger } from '../ground/logger.ts';
import { openDatabase } from './database.ts';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.ts';
import { migrateDatabase, type MigrationDirection } from './migrate-database.ts';

const direction: MigrationDirection = process.argv[2] === 'rollback' ? 'down' : 'latest';

async function migrate(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config.logLevel);
  const embedded = config.database.url === undefined ? await startEmbeddedPostgres(config.dataDir, logger) : undefined;
  const database = openDatabase(config.database.url ?? embedded?.url ?? '', 1);
  try {
    const names = await migrateDatabase(database, direction);
    const verb = direction === 'latest' ? 'applied' : 'rolled back';
    process.stdout.write(names.length === 0 ? 'Nothing to do.\n' : `${verb}: ${names.join(', ')}\n`);
  } finally {
    await database.destroy();
    await embedded?.stop();
  }
}

await migrate().catch(exitWithReason);
