import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../ground/config.ts';
import { startEmbeddedPostgres } from '../../database/embedded/embedded-postgres.ts';
import { createLogger } from '../../ground/logger.ts';
import { startServer } from '../../start-server.ts';
import { signUp } from './bench-client.ts';
import { serveParent } from './child-server.ts';
import { QueryCounter } from './query-counter.ts';
import { createScriptedFetch, type ReplyPace } from './scripted-fetch.ts';

/**
 * The whole of Parley on an embedded PostgreSQL, as `npm start` runs it; only the model's endpoint is scripted. With the
 * argument `offline` nothing is: the offline model answers. With `beside=` and the address of another one's database it is
 * a second instance on that, known to people by the address that `as=` gives.
 */
const USERS = 16;
const isOffline = process.argv.includes('offline');
const [beside, publicUrl] = ['beside=', 'as='].map((start) =>
  process.argv.find((word) => word.startsWith(start))?.slice(start.length),
);
const pace: ReplyPace = { intervalMs: 0, isSilent: false };
const queries = new QueryCounter();
const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
// What a second instance says of sign-ins would be hundreds of lines.
const logger = createLogger(beside === undefined ? 'warn' : 'silent');
// Its own, whatever the environment says: the bench fills it.
const postgres = beside === undefined ? await startEmbeddedPostgres(dataDir, logger) : undefined;
const databaseUrl = postgres?.url ?? beside ?? '';
const config = parseConfig({
  ...process.env,
  PORT: '0',
  PARLEY_DATA_DIR: dataDir,
  DATABASE_URL: databaseUrl,
  BETTER_AUTH_URL: publicUrl,
  BETTER_AUTH_SECRET: 'one-for-all-instances-of-the-benchmark',
  OPENAI_API_KEY: isOffline ? undefined : 'scripted',
  OPENAI_BASE_URL: isOffline ? undefined : 'http://scripted.invalid/v1',
  OPENAI_TIMEOUT_SECONDS: '600',
  RATE_LIMIT_PER_MINUTE: '1000000',
  SIGN_IN_LIMIT_PER_MINUTE: '1000000',
  TURNS_AT_ONCE_PER_USER: '10000',
});
globalThis.fetch = scriptModelOnly(createScriptedFetch(pace, () => queries.modelAsked()));

const server = await startServer(config, logger);
const startMs = performance.now();
const users = await Promise.all(Array.from({ length: USERS }, () => signUp(server.url)));
queries.install();
serveParent(
  { url: server.url, users, databaseUrl, startMs },
  {
    pace: (next) => void Object.assign(pace, next),
    count: () => queries.start(),
    counted: () => queries.result(),
  },
  async () => {
    await server.stop();
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  },
);

/** The `openai` client takes the `fetch` of its time; sign-up needs the real one. */
function scriptModelOnly(scripted: typeof globalThis.fetch): typeof globalThis.fetch {
  const real = globalThis.fetch;
  return (input, init) => (String(input).includes('scripted.invalid') ? scripted(input, init) : real(input, init));
}
