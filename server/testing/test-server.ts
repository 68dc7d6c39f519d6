import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from 'better-auth/crypto';
import { afterAll } from 'vitest';
import { hashToken } from '../auth/sessions/hashed-sessions.ts';
import { openDatabase, type Knex } from '../database/database.ts';
import { parseConfig } from '../ground/config.ts';
import { createLogger } from '../ground/logger.ts';
import { startServer } from '../start-server.ts';
import { insertUser } from './factories.ts';
import { createTestDatabase } from './test-database.ts';

/** A signed-in person of a test: their id, and `fetch` on their behalf. */
export interface TestUser {
  id: string;
  email: string;
  /** The 5-minute token of the API. */
  token: string;
  /** The session token, as the `bearer` plugin gives it out. */
  sessionToken: string;
  /** The same person at another instance, which has to know the same keys and issuer. */
  at(url: string): TestUser;
  /** A request to `/api/<own id><path>` with the token; an object body is sent as JSON. */
  fetch(
    path: string,
    init?: { method?: string; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<Response>;
}

/** A whole server on a database of its own. */
export interface TestServer {
  url: string;
  databaseUrl: string;
  /** Somebody new, as signing up leaves them, who is in the database at once. */
  signUp(name?: string): Promise<TestUser>;
}

/** Who signs in is nothing to read about in a report of tests. */
const FAULTS = { write: (line: string) => void (line.includes('"log":"security"') || process.stderr.write(line)) };
const SECRET = 'a secret that is only ever used by the tests';
const PASSWORD = 'correct horse';
/** As long as real ones last: a shorter one would be renewed at its first use. */
const SESSION_MS = 30 * 24 * 60 * 60 * 1000;
/** A hash takes a sixth of a second to make on purpose; the people of the tests share one. */
let hash: Promise<string> | undefined;

/**
 * Starts the real server on a free port and a fresh copy of the test database; stopped when the test file is done.
 *
 * @param environment settings besides the defaults of the tests.
 * @param log takes the lines of the log, if anybody wants them.
 */
export async function startTestServer(
  environment: Record<string, string> = {},
  log?: { write(line: string): void },
): Promise<TestServer & { stop: () => Promise<void> }> {
  const settings = { BETTER_AUTH_SECRET: SECRET, ...environment };
  const databaseUrl = environment['DATABASE_URL'] ?? (await createTestDatabase()).url;
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-server-'));
  const config = parseConfig({
    DATABASE_URL: databaseUrl,
    PORT: '0',
    PARLEY_DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    SIGN_IN_LIMIT_PER_MINUTE: '10000',
    RATE_LIMIT_PER_MINUTE: '100000',
    TURNS_AT_ONCE_PER_USER: '1000',
    ...settings,
  });
  const server = await startServer(config, createLogger(config.logLevel, log ?? FAULTS));
  const people = openDatabase(databaseUrl, 1);
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await Promise.all([server.stop(), people.destroy()]);
    await rm(dataDir, { recursive: true, force: true });
  };
  afterAll(stop);
  return {
    url: server.url,
    databaseUrl,
    stop,
    signUp: async (name = 'Alice') => {
      const { id, email, session } = await insertPerson(people, name);
      const signature = createHmac('sha256', settings.BETTER_AUTH_SECRET).update(session).digest('base64');
      return openSession(server.url, { id, email, sessionToken: `${session}.${signature}` });
    },
  };
}

/** Signs up somebody new on any server, the way people do. */
export async function signUp(url: string, name = 'Alice'): Promise<TestUser> {
  const email = emailOf(name);
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, email, password: PASSWORD }),
  });
  if (!response.ok) throw new Error(`sign-up failed: ${response.status} ${await response.text()}`);
  const sessionToken = response.headers.get('set-auth-token') ?? '';
  const { user } = JSON.parse(await response.text()) as { user: { id: string } };
  return openSession(url, { id: user.id, email, sessionToken });
}

/** Inserts what signing up inserts. @returns with the session's token, which is not signed yet. */
async function insertPerson(database: Knex, name: string): Promise<{ id: string; email: string; session: string }> {
  const email = emailOf(name);
  const session = randomUUID();
  const id = await insertUser(database, { name, email });
  await database('accounts').insert({
    id: randomUUID(),
    issuer: 'local:credential',
    accountId: id,
    providerId: 'credential',
    userId: id,
    password: await (hash ??= hashPassword(PASSWORD)),
  });
  await database('sessions').insert({
    id: randomUUID(),
    token: hashToken(session),
    userId: id,
    expiresAt: new Date(Date.now() + SESSION_MS),
  });
  return { id, email, session };
}

const emailOf = (name: string) => `${name.toLowerCase()}-${randomUUID()}@example.com`;

async function openSession(url: string, identity: Pick<TestUser, 'id' | 'email' | 'sessionToken'>): Promise<TestUser> {
  const response = await fetch(`${url}/api/auth/token`, {
    headers: { Authorization: `Bearer ${identity.sessionToken}` },
  });
  if (!response.ok) throw new Error(`no token: ${response.status} ${await response.text()}`);
  const { token } = JSON.parse(await response.text()) as { token: string };
  return createTestUser(url, { ...identity, token });
}

function createTestUser(url: string, identity: Pick<TestUser, 'id' | 'email' | 'token' | 'sessionToken'>): TestUser {
  return {
    ...identity,
    at: (otherUrl) => createTestUser(otherUrl, identity),
    fetch: (path, { method, body, headers, signal } = {}) =>
      fetch(`${url}/api/${identity.id}${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          Authorization: `Bearer ${identity.token}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      }),
  };
}
