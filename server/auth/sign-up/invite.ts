import { openDatabase } from '../../database/database.ts';
import { reachEmbeddedPostgres } from '../../database/embedded/reach-embedded-postgres.ts';
import { migrateDatabase } from '../../database/migrate-database.ts';
import { loadConfig } from '../../ground/config.ts';
import { AppError } from '../../ground/errors.ts';
import { exitWithReason } from '../../ground/exit-with-reason.ts';
import { createLogger } from '../../ground/logger.ts';
import { createInvitation } from './invitations.ts';

/** The operator's command `npm run invite -- [mail@example.com]`: prints a link that makes one account, whatever `SIGN_UP` says. */
async function invite(email: string | undefined): Promise<void> {
  if (email !== undefined && !/^\S+@\S+$/.test(email))
    throw new AppError(
      'invalid_request',
      'Whom? npm run invite -- mail@example.com, or without an address for anybody',
    );
  const config = loadConfig();
  const logger = createLogger(config.logLevel);
  const embedded = config.database.url === undefined ? await reachEmbeddedPostgres(config.dataDir, logger) : undefined;
  const database = openDatabase(config.database.url ?? embedded?.url ?? '', 1);
  try {
    await migrateDatabase(database);
    const { token, expiresAt } = await createInvitation(database, email ?? null);
    const host = config.host.includes(':') ? `[${config.host}]` : config.host;
    // Browsers send what follows the # to nobody.
    const link = new URL(`/sign-up#invitation=${token}`, config.auth.url ?? `http://${host}:${config.port}`);
    const whom = email === undefined ? 'whoever has it' : email;
    process.stdout.write(`This makes one account for ${whom}, until ${expiresAt.toISOString()}:\n${link.href}\n`);
  } finally {
    await database.destroy();
    await embedded?.release();
  }
}

await invite(process.argv[2]).catch(exitWithReason);
