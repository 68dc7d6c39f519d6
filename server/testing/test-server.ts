import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { parseConfig } from '../ground/config.ts';
import { createLogger } from '../ground/logger.ts';
import { startServer } from '../start-server.ts';
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
  signUp(name?: string): Promise<TestUser>;
}

const SECRET = 'a secret that is only ever used by the tests';

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
  const databaseUrl = environment['DATABASE_URL'] ?? (await createTestDatabase()).url;
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-server-'));
  const config = parseConfig({
    DATABASE_URL: databaseUrl,
    BETTER_AUTH_SECRET: SECRET,
    PORT: '0',
    PARLEY_DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    SIGN_IN_LIMIT_PER_MINUTE: '10000',
    RATE_LIMIT_PER_MINUTE: '100000',
    TURNS_AT_ONCE_PER_USER: '1000',
    ...environment,
  });
  const server = await startServer(config, createLogger(config.logLevel, log));
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  afterAll(stop);
  return { url: server.url, databaseUrl, stop, signUp: (name) => signUp(server.url, name) };
}

/** Signs up somebody new on any server. */
export async function signUp(url: string, name = 'Alice'): Promise<TestUser> {
  const email = `${name.toLowerCase()}-${crypto.randomUUID()}@example.com`;
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, email, password: 'correct horse' }),
  });
  if (!response.ok) throw new Error(`sign-up failed: ${response.status} ${await response.text()}`);
  const sessionToken = response.headers.get('set-auth-token') ?? '';
  const { user } = JSON.parse(await response.text()) as { user: { id: string } };
  const tokenResponse = await fetch(`${url}/api/auth/token`, { headers: { Authorization: `Bearer ${sessionToken}` } });
  const { token } = JSON.parse(await tokenResponse.text()) as { token: string };

  return createTestUser(url, { id: user.id, email, token, sessionToken });
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
