import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import packageJson from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { createAuth } from './auth/auth.ts';
import { createChat } from './chat/create-chat.ts';
import type { Config } from './config.ts';
import { openDatabase, type Knex } from './database/database.ts';
import { startEmbeddedPostgres } from './database/embedded-postgres.ts';
import { migrateDatabase } from './database/migrate-database.ts';
import { AppError } from './errors.ts';
import { readOrCreateSecret } from './database/secret-file.ts';
import { BROWSER_BUILD } from './http/browser-build.ts';
import type { Logger } from './logger.ts';
import { connectTools } from './mcp/connect-tools.ts';

/** How long running turns may go on after a stop was asked for. */
const DRAIN_MS = 25_000;

/** A server that listens. */
export interface RunningServer {
  /** Where it listens, for example `http://127.0.0.1:8787`. */
  readonly url: string;
  /** Settles when the database is there and migrated; a configured one may be away for as long as it likes. */
  readonly ready: Promise<void>;
  /** Takes no more requests, lets running ones finish for a while, then closes everything it opened. */
  stop(): Promise<void>;
}

/**
 * Starts everything: the database when none is configured, the migrations, the API and the app.
 *
 * @throws AppError `conflict` when another Parley uses the same data directory, or another program the same port.
 */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const postgres = config.database.url === undefined ? await startEmbeddedPostgres(config.dataDir, logger) : undefined;
  const databaseUrl = config.database.url ?? postgres?.url ?? '';
  const database = openDatabase(databaseUrl, config.database.poolMax);
  const secret = config.auth.secret ?? (await readOrCreateSecret(config.dataDir));

  const server = createServer({ connectionsCheckingInterval: 5_000 });
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  }).catch(async (error: unknown) => {
    await database.destroy();
    await postgres?.stop();
    throw isTaken(error)
      ? new AppError('conflict', `Port ${config.port} is in use. Stop what uses it, or set PORT to another number.`)
      : error;
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  const baseUrl = config.auth.url ?? url;

  let isStopping = false;
  const origins = new Set([...config.allowedOrigins, ...ownOrigins(baseUrl, port)]);
  const auth = createAuth({
    databaseUrl,
    poolMax: config.database.authPoolMax,
    secret,
    baseUrl,
    trustedOrigins: [...origins],
    signInsPerMinute: config.limits.signInsPerMinute,
    providers: config.providers,
    logger,
  });
  const tools = await connectTools(database, logger, packageJson.version);
  const chat = createChat({ config, database, tools, baseUrl, secret, logger });
  const app = createApp({
    config,
    version: packageJson.version,
    logger,
    database,
    auth,
    tools,
    chat,
    baseUrl,
    isAllowedOrigin: (origin) => origins.has(origin),
    isStopping: () => isStopping,
    browserBuild: BROWSER_BUILD,
  });
  server.on('request', app.callback());
  const isMigrated = await tryMigration(database, logger, postgres !== undefined);

  return {
    url,
    ready: isMigrated ? Promise.resolve() : retryMigration(database, logger, () => isStopping),
    stop: async () => {
      isStopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const deadline = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(deadline);
      await tools.close();
      await auth.close();
      await database.destroy();
      await postgres?.stop();
    },
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/**
 * Migrates before anything is answered. A configured database that is away does not keep the server from starting:
 * it says 503 until the database is back, and migrates then.
 *
 * @returns whether it is done.
 */
async function tryMigration(database: Knex, logger: Logger, isEmbedded: boolean): Promise<boolean> {
  try {
    await migrateDatabase(database);
    return true;
  } catch (error) {
    if (isEmbedded) throw error;
    logger.error({ error }, 'the database cannot be reached; trying again until it can');
    return false;
  }
}

async function retryMigration(database: Knex, logger: Logger, isStopping: () => boolean): Promise<void> {
  for (let wait = 500; !isStopping(); wait = Math.min(wait * 2, 10_000)) {
    await delay(wait, undefined, { ref: false });
    try {
      await migrateDatabase(database);
      logger.info('the database is back and migrated');
      return;
    } catch (error) {
      logger.warn({ error }, 'the database still cannot be reached');
    }
  }
}

/** The server's own pages, under each name a browser on this machine may use for it. */
function ownOrigins(baseUrl: string, port: number): string[] {
  return [new URL(baseUrl).origin, `http://127.0.0.1:${port}`, `http://localhost:${port}`];
}
