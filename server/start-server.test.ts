import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { createThread, tasksOf } from './testing/chat-client.ts';
import { startScriptedModel } from './testing/scripted-model.ts';
import { ServerProcess } from './testing/server-process.ts';
import { startDatabaseProxy } from './testing/database-proxy.ts';
import { createTestDatabase } from './testing/test-database.ts';
import { signUp, startTestServer } from './testing/test-server.ts';

const model = await startScriptedModel();
const { url: databaseUrl } = await createTestDatabase();
/** How long a process of its own may take to get there on a busy machine. */
const PATIENT = { timeout: 20_000 };
const SECRET = 'a secret that is only ever used by the tests';

/** A database with nothing in it, on the server of the tests. */
async function createEmptyDatabase(): Promise<string> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  const template = inject('templateDatabaseUrl');
  const run = async (statement: string) => {
    const client = new Client({ connectionString: template.replace('/parley?', '/postgres?') });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create database ${name}`);
  afterAll(() => run(`drop database if exists ${name} with (force)`));
  return template.replace('/parley?', `/${name}?`);
}

test('a port that is taken is said in words a person can act on', async () => {
  const { port } = new URL((await startTestServer({ DATABASE_URL: databaseUrl })).url);
  await expect(startTestServer({ DATABASE_URL: databaseUrl, PORT: port })).rejects.toMatchObject({
    code: 'conflict',
    message: `Port ${port} is in use. Stop what uses it, or set PORT to another number.`,
  });
});

describe('a configured database', { timeout: 120_000 }, () => {
  test('that is away at start: says so, answers 503, and migrates when it comes', async () => {
    const { proxy, url } = await startDatabaseProxy(await createEmptyDatabase());
    await proxy.cut();
    const server = await ServerProcess.start({ DATABASE_URL: url, BETTER_AUTH_SECRET: SECRET });
    await expect
      .poll(() => server.stderr, PATIENT)
      .toContain('the database cannot be reached; trying again until it can');
    for (const path of ['/readyz', '/api/auth/get-session', '/api/auth/jwks']) {
      const response = await fetch(`${server.url}${path}`, { headers: { Authorization: 'Bearer a.b' } });
      expect([path, response.status]).toEqual([path, 503]);
      expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    }
    await proxy.mend();
    await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, PATIENT).toBe(200);
    expect(await tasksOf(await signUp(server.url))).toEqual([]);
    expect(await server.stop()).toEqual({ code: 0, signal: null });
  });

  test('that goes away in the middle: answers 503 to all who ask, and goes on when it is back', async () => {
    const { proxy, url } = await startDatabaseProxy(databaseUrl);
    const server = await startTestServer({ ...model.environment, DATABASE_URL: url });
    const alice = await server.signUp();
    await createThread(alice, 'hello');
    model.reset();

    await proxy.cut();
    const statuses = await Promise.all([
      alice.fetch('/tasks'),
      alice.fetch('/chat', { body: { message: 'hello' } }),
      alice.fetch('/chat', { body: { type: 'threads.list', params: {} } }),
      fetch(`${server.url}/readyz`),
      fetch(`${server.url}/api/auth/get-session`, { headers: { Authorization: `Bearer ${alice.sessionToken}` } }),
    ]);
    expect(statuses.map(({ status, headers }) => [status, Number(headers.get('Retry-After')) > 0])).toEqual(
      statuses.map(() => [503, true]),
    );
    expect(model.requests).toEqual([]);

    await proxy.mend();
    await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, PATIENT).toBe(200);
    expect((await createThread(alice, 'and now?')).map(({ type }) => type)).not.toContain('error');
  });

  test('that is empty is migrated once by two instances that start together', async () => {
    const environment = { DATABASE_URL: await createEmptyDatabase(), BETTER_AUTH_SECRET: SECRET };
    const servers = await Promise.all([ServerProcess.start(environment), ServerProcess.start(environment)]);
    for (const server of servers) expect(await tasksOf(await signUp(server.url))).toEqual([]);
    expect(await Promise.all(servers.map((server) => server.stop()))).toEqual(
      servers.map(() => ({ code: 0, signal: null })),
    );
    // Nothing but that somebody signed up.
    const said = servers.flatMap(({ stderr }) => stderr.split('\n'));
    expect(said.filter((line) => line !== '' && !line.includes('"log":"security"'))).toEqual([]);
  });
});

describe('a server that is told to stop', { timeout: 120_000 }, () => {
  const environment = { ...model.environment, DATABASE_URL: databaseUrl, BETTER_AUTH_SECRET: SECRET };

  test('finishes the reply that is running, takes no new one, and exits with 0', async () => {
    const server = await ServerProcess.start(environment);
    const alice = await signUp(server.url);
    model.reset();
    model.script({ text: 'one two three four five ', deltas: 5, delayMs: 200 });
    const frames = createThread(alice, 'count');
    await expect.poll(() => model.requests, PATIENT).toHaveLength(1);
    server.signal('SIGTERM');
    await expect.poll(() => fetch(`${server.url}/healthz`).catch(() => 'refused'), PATIENT).toBe('refused');
    expect((await frames).at(-1)).toMatchObject({
      type: 'thread.item.done',
      item: { content: [{ text: 'one two three four five ' }] },
    });
    expect(await server.exited).toEqual({ code: 0, signal: null });
  });

  test('exits at once when told again', async () => {
    const server = await ServerProcess.start(environment);
    const alice = await signUp(server.url);
    model.reset();
    model.script({ text: 'word '.repeat(100), deltas: 100, delayMs: 200 });
    const frames = createThread(alice, 'talk').catch(() => 'cut');
    await expect.poll(() => model.requests, PATIENT).toHaveLength(1);
    server.signal('SIGTERM');
    await expect.poll(() => fetch(`${server.url}/healthz`).catch(() => 'refused'), PATIENT).toBe('refused');
    const toldAgainAt = performance.now();
    server.signal('SIGTERM');
    expect((await server.exited).code).toBe(1);
    expect(performance.now() - toldAgainAt).toBeLessThan(2_000);
    expect(await frames).toBe('cut');
  });
});

test('holds no connection to the database while it waits for the model', async () => {
  model.reset();
  const server = await startTestServer({
    ...model.environment,
    DATABASE_URL: databaseUrl,
    OPENAI_TIMEOUT_SECONDS: '20',
    DATABASE_POOL_MAX: '2',
  });
  const alice = await server.signUp();
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  model.otherwise(async (response) => {
    await released;
    response.writeHead(500).end();
  });
  const turns = Array.from({ length: 8 }, (_, index) => createThread(alice, `question ${index}`));
  await expect.poll(() => model.requests).toHaveLength(8);

  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toContain('parley_database_connections{state="used"} 0');
  expect(metrics).toContain('parley_database_connections{state="waiting"} 0');
  expect(await tasksOf(alice)).toEqual([]);
  release();
  await Promise.all(turns);
  model.reset();
});
