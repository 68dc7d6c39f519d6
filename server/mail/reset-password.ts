import { loadConfig } from '../ground/config.ts';
import { AppError } from '../ground/errors.ts';
import { exitWithReason } from '../ground/exit-with-reason.ts';
import { createLogger } from '../ground/logger.ts';
import { openDatabase, type Knex } from '../database/database.ts';
import { reachEmbeddedPostgres } from '../database/embedded/reach-embedded-postgres.ts';
import { toDatabaseError } from '../database/database-errors.ts';
import { LINK_LIFETIME_MINUTES, makeOneTimeLink } from './one-time-links.ts';

/** The operator's command for somebody who has forgotten a password: prints a link that works once. */
async function resetPassword(email: string | undefined): Promise<void> {
  if (email === undefined || !email.includes('@'))
    throw new AppError('invalid_request', 'Whose? npm run reset-password -- mail@example.com');
  const config = loadConfig();
  const logger = createLogger(config.logLevel);
  const embedded = config.database.url === undefined ? await reachEmbeddedPostgres(config.dataDir, logger) : undefined;
  const database = openDatabase(config.database.url ?? embedded?.url ?? '', 1);
  try {
    const baseUrl =
      config.auth.url ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`;
    const link = await makeLink(database, email.trim().toLowerCase(), baseUrl);
    process.stdout.write(`For ${LINK_LIFETIME_MINUTES} minutes, and once, this sets a new password:\n${link}\n`);
  } finally {
    await database.destroy();
    await embedded?.release();
  }
}

async function makeLink(database: Knex, email: string, baseUrl: string): Promise<string> {
  try {
    const user = await database('users').where({ email }).first<{ id: string } | undefined>('id');
    if (!user) throw new AppError('not_found', `There is no account with the address ${email}.`);
    return await makeOneTimeLink(database, { purpose: 'reset-password', maker: 'operator', subject: user.id }, baseUrl);
  } catch (error) {
    throw toDatabaseError(error);
  }
}

await resetPassword(process.argv[2]).catch(exitWithReason);
