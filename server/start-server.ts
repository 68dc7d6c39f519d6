import { findLocalModel, type LocalModel } from './agent/model/find-local-model.ts';
import { createServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import packageJson from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { createAuth } from './auth/auth.ts';
import { signInProviders } from './auth/sign-in-providers.ts';
import { createChat } from './chat/create-chat.ts';
import type { Config } from './ground/config.ts';
import { limitRole, openDatabase, type Knex } from './database/database.ts';
import { startEmbeddedPostgres } from './database/embedded/embedded-postgres.ts';
import { migrateDatabase } from './database/migrate-database.ts';
import { EventFeed } from './events/event-feed.ts';
import { AppError } from './ground/errors.ts';
import { readOrCreateSecret } from './database/embedded/secret-file.ts';
import { BROWSER_BUILD } from './http/browser-build.ts';
import type { Logger } from './ground/logger.ts';
import { openMail } from './mail/open-mail.ts';
import { connectTools } from './mcp/connect-tools.ts';

/** How long running turns may go on after a stop was asked for. */
const DRAIN_MS = 25_000;

export interface RunningServer {
  /** Where it listens, for example `http://127.0.0.1:8787`. */
  readonly url: string;
  /** Settles when the database is there and migrated; a configured one may be away for as long as it likes. */
  readonly ready: Promise<void>;
  /** Settles with the reason when it cannot go on: its own database has died for good. */
  readonly failed: Promise<AppError>;
  /** Takes no more requests, lets running ones finish for a while, then closes everything it opened. */
  stop(): Promise<void>;
}

/**
 * Starts everything: the database when none is configured, the migrations, the API and the app.
 *
 * @throws AppError `conflict` when another Parley uses the same data directory, or another program the same port.
 * What was started by then is stopped again.
 */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const opened: Opened = {};
  try {
    return await start(config, logger, opened);
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/** What is closed, in this order: streams of events do not end by themselves, and whoever is being answered needs what comes after. */
const CLOSED_IN_ORDER = ['events', 'server', 'tools', 'auth', 'mail', 'database', 'postgres'] as const;
type Opened = { [Part in (typeof CLOSED_IN_ORDER)[number]]?: () => Promise<unknown> };

async function closeAll(opened: Opened): Promise<void> {
  for (const part of CLOSED_IN_ORDER) await opened[part]?.();
}

/** @param opened gets a way to close each thing that was opened. */
async function start(config: Config, logger: Logger, opened: Opened): Promise<RunningServer> {
  const postgres = config.database.url === undefined ? await startEmbeddedPostgres(config.dataDir, logger) : undefined;
  if (postgres) opened.postgres = () => postgres.stop();
  const databaseUrl = config.database.url ?? postgres?.url ?? '';
  const database = openDatabase(databaseUrl, config.database.poolMax);
  opened.database = () => database.destroy();
  const secret = config.auth.secret ?? (await readOrCreateSecret(config.dataDir));

  const server = createServer({ connectionsCheckingInterval: 5_000 });
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  await listen(server, config);
  opened.server = () => drain(server);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  const baseUrl = config.auth.url ?? url;

  let isMigrated = false;
  let isStopping = false;
  const origins = new Set([...config.allowedOrigins, ...ownOrigins(baseUrl, port)]);
  const mail =
    config.mail && openMail(config.mail, { database, baseUrl, providers: signInProviders(config.providers), logger });
  if (mail) opened.mail = mail.stop;
  const auth = createAuth({
    mails: mail?.queue,
    databaseUrl,
    poolMax: config.database.authPoolMax,
    secret,
    baseUrl,
    trustedOrigins: [...origins],
    signInsPerMinute: config.limits.signInsPerMinute,
    providers: config.providers,
    signUp: config.signUp,
    logger,
  });
  opened.auth = () => auth.close();
  const tools = await connectTools(database, logger, packageJson.version, config.limits.taskQuota);
  opened.tools = () => tools.close();
  const feed = new EventFeed(database, config.database.directUrl ?? databaseUrl, logger);
  opened.events = () => feed.stop();
  const chat = createChat({ config, database, tools, baseUrl, secret, logger });
  // A turn may go on without a connection.
  opened.server = () => Promise.all([drain(server), chat.turns.drain(DRAIN_MS)]);
  const localModel = config.openai.isOffline ? tellOfLocalModel(logger) : Promise.resolve(null);
  const app = createApp({
    config,
    version: packageJson.version,
    logger,
    database,
    auth,
    tools,
    chat,
    feed,
    baseUrl,
    isAllowedOrigin: (origin) => origins.has(origin),
    isMigrated: () => isMigrated,
    isStopping: () => isStopping,
    // Whoever uses the server from elsewhere is told nothing of its computer.
    localModel: isLoopback(config.host) ? localModel : Promise.resolve(null),
    browserBuild: BROWSER_BUILD,
  });
  server.on('request', app.callback());
  isMigrated = await tryMigration(database, logger, postgres !== undefined);
  const migrateLater = async (): Promise<void> => {
    isMigrated = await retryMigration(database, logger, () => isStopping);
  };

  return {
    url,
    ready: isMigrated ? Promise.resolve() : migrateLater(),
    failed: postgres?.givenUp ?? new Promise(() => undefined),
    stop: async () => {
      isStopping = true;
      await closeAll(opened);
    },
  };
}

async function tellOfLocalModel(logger: Logger): Promise<LocalModel | null> {
  const found = await findLocalModel();
  if (found) {
    const { app, baseUrl, model } = found;
    logger.info(`${app} runs on this computer; to use it, set OPENAI_BASE_URL=${baseUrl} and OPENAI_MODEL=${model}`);
  }
  return found;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        isTaken(error)
          ? new AppError('conflict', `Port ${config.port} is in use. Stop what uses it, or set PORT to another number.`)
          : error,
      ),
    );
    server.listen(config.port, config.host, resolve);
  });
}

/** Takes no more requests, and lets running ones finish for a while. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(deadline);
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
    await prepareDatabase(database);
    return true;
  } catch (error) {
    if (isEmbedded) throw error;
    logger.error({ error }, 'the database cannot be reached; trying again until it can');
    return false;
  }
}

async function prepareDatabase(database: Knex): Promise<void> {
  await migrateDatabase(database);
  await limitRole(database);
}

/** @returns whether it is done; otherwise a stop came first. */
async function retryMigration(database: Knex, logger: Logger, isStopping: () => boolean): Promise<boolean> {
  for (let wait = 500; !isStopping(); wait = Math.min(wait * 2, 10_000)) {
    await delay(wait, undefined, { ref: false });
    try {
      await prepareDatabase(database);
      logger.info('the database is back and migrated');
      return true;
    } catch (error) {
      logger.warn({ error }, 'the database still cannot be reached');
    }
  }
  return false;
}

/** The server's own pages, under each name a browser on this machine may use for it. */
function ownOrigins(baseUrl: string, port: number): string[] {
  return [new URL(baseUrl).origin, `http://127.0.0.1:${port}`, `http://localhost:${port}`];
}
