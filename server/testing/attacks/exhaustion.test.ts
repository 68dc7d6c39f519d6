import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { hashTables } from '../hash-tables.ts';
import { startScriptedModel } from '../scripted-model.ts';
import { startTestServer, type TestUser } from '../test-server.ts';
import { startThread } from './belongings.ts';

const model = await startScriptedModel();
const server = await startTestServer({ ...model.environment, TURNS_AT_ONCE_PER_USER: '4', DATABASE_POOL_MAX: '4' });
const database = openDatabase(`${server.databaseUrl}&statement_timeout=60000`, 2);
const alice = await server.signUp('Alice');
const bob = await server.signUp('Bob');
const sockets: Socket[] = [];
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await database.destroy();
});
beforeEach(() => model.reset());

const input = (text: string) => ({ content: [{ type: 'input_text', text }], attachments: [], inference_options: {} });
const create = (user: TestUser) =>
  user.fetch('/chat', { body: { type: 'threads.create', params: { input: input('hi') } } });

/** The middle of how long answers take: one slow answer on a busy machine says nothing. */
async function typicalMs(ask: () => Promise<Response>): Promise<number> {
  const times = [];
  for (let run = 0; run < 9; run += 1) {
    const startedAt = performance.now();
    const response = await ask();
    expect(response.status).toBe(200);
    await response.text();
    times.push(performance.now() - startedAt);
  }
  return times.toSorted((a, b) => a - b)[4] ?? Infinity;
}

async function open(bytes: string): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

const health = () => fetch(`${server.url}/healthz`);
const startedAt = performance.now();
const halfHeaders = await Promise.all(
  Array.from({ length: 50 }, () => open('GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow:')),
);
const allClosed = Promise.all(halfHeaders.map((socket) => (socket.resume(), once(socket, 'close'))));

describe('slow connections', () => {
  test('300 connections that say nothing, or half of something, hold nobody up', async () => {
    await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        open(
          index % 2 === 0
            ? ''
            : `POST /api/${alice.id}/chat HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${alice.token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"mess`,
        ),
      ),
    );
    expect(await typicalMs(health)).toBeLessThan(500);
    expect(await typicalMs(() => bob.fetch('/tasks'))).toBeLessThan(1_000);
  });

  test('a reader that does not read holds its turn back, not the server, and its end is the end of the turn', async () => {
    const piece = 'x'.repeat(10_000);
    let written = 0;
    model.script(async (response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      const chunk = JSON.stringify({ choices: [{ index: 0, delta: { content: piece }, finish_reason: null }] });
      for (; written < 3_000 && !response.destroyed; written += 1) {
        if (!response.write(`data: ${chunk}\n\n`))
          await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
    });
    const body = JSON.stringify({ type: 'threads.create', params: { input: input('talk') } });
    const socket = await open(
      `POST /api/${alice.id}/chat HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${alice.token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    socket.pause();
    await expect.poll(() => written).toBeGreaterThan(10);
    expect(await typicalMs(health)).toBeLessThan(500);
    expect(written).toBeLessThan(3_000);
    socket.destroy();
    await expect.poll(() => model.aborted, { timeout: 5_000 }).toBe(1);
  });
});

describe('turns of one user', () => {
  test('are only so many at once, and others notice nothing', async () => {
    model.otherwise({ text: 'slow '.repeat(8), deltas: 8, delayMs: 100 });
    const answers = Array.from({ length: 40 }, () => create(alice));
    const mine = await create(bob);
    expect(mine.status).toBe(200);
    expect(await typicalMs(() => alice.fetch('/tasks'))).toBeLessThan(1_000);
    const responses = await Promise.all(answers);
    const refused = responses.filter(({ status }) => status === 429);
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(4);
    expect(refused).toHaveLength(36);
    for (const response of refused) expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    await Promise.all([...responses, mine].map((response) => response.text()));
    expect(model.requests).toHaveLength(5);
    const next = await create(alice);
    expect(next.status).toBe(200);
    await next.text();
  });

  test('that were broken off or refused are over', async () => {
    model.otherwise({ text: 'slow '.repeat(40), deltas: 40, delayMs: 50 });
    for (let run = 0; run < 6; run += 1) {
      const controller = new AbortController();
      const body = { type: 'threads.create', params: { input: input('hi') } };
      const response = await alice.fetch('/chat', { body, signal: controller.signal });
      expect(response.status).toBe(200);
      await expect.poll(() => model.requests.length).toBe(run + 1);
      controller.abort();
      await alice.fetch('/chat', { body: { message: '' } });
      await expect.poll(() => model.aborted, { timeout: 5_000 }).toBe(run + 1);
    }
  });

  test('hold no connection of the database while the model thinks', async () => {
    model.otherwise({ text: 'slow '.repeat(5), deltas: 5, delayMs: 200 });
    // A turn that was broken off is over once it is stored, a moment after its model was told.
    const admitted = async (user: TestUser): Promise<Response> => {
      const response = await create(user);
      if (response.status !== 429) return response;
      await response.text();
      return admitted(user);
    };
    const turns = [alice, bob].flatMap((user) => Array.from({ length: 4 }, () => admitted(user)));
    await expect.poll(() => model.requests.length).toBe(8);
    expect(await typicalMs(() => bob.fetch('/tasks'))).toBeLessThan(1_000);
    for (const turn of turns) expect(await (await turn).text()).toContain('thread.item.done');
  });
});

describe('depth', () => {
  test('does not make a page dearer, in conversations, items and tasks', async () => {
    const { thread } = await startThread(bob);
    await database.raw(
      `insert into messages (item_id, conversation_id, user_id, item_type, item)
        select 'msg_deep' || n, ?, ?, 'user_message', jsonb_build_object('id', 'msg_deep' || n, 'type', 'user_message')
        from generate_series(1, 50000) as n`,
      [thread, bob.id],
    );
    await database.raw(
      `insert into conversations (id, user_id, created_at)
        select md5(n::text)::uuid, ?, now() - n * interval '1 minute' from generate_series(1, 10000) as n`,
      [bob.id],
    );
    await database.raw(
      "insert into tasks (user_id, id, title) select ?, 100 + n, 'task ' || n from generate_series(1, 10000) as n",
      [bob.id],
    );
    await database.raw('analyze');
    const items = (after: string) => () =>
      bob.fetch('/chat', {
        body: { type: 'items.list', params: { thread_id: thread, limit: 20, order: 'asc', after } },
      });
    const threads = (params: object) => () => bob.fetch('/chat', { body: { type: 'threads.list', params } });
    const { rows } = await database.raw<{ rows: { id: string }[] }>(
      'select md5(n::text)::uuid as id from generate_series(9900, 9900) as n',
    );
    for (const ask of [
      items('msg_deep10'),
      items('msg_deep49000'),
      threads({ limit: 20 }),
      threads({ limit: 20, after: rows[0]?.id }),
      () => bob.fetch('/tasks?limit=20'),
      () => bob.fetch('/tasks?limit=20&q=%25'),
      () => bob.fetch('/tasks?limit=20&q=task%209999'),
      () => bob.fetch('/chat', { body: { type: 'threads.get_by_id', params: { thread_id: thread } } }),
    ]) {
      expect(await typicalMs(ask), ask.toString()).toBeLessThan(500);
    }
  });
});

test('a request whose headers do not end is closed', async () => {
  await allClosed;
  expect(performance.now() - startedAt).toBeLessThan(20_000);
}, 25_000);

test('room for files is counted when they are announced', async () => {
  const before = await hashTables(database);
  const small = await startTestServer({
    ...model.environment,
    DATABASE_URL: server.databaseUrl,
    BETTER_AUTH_URL: server.url,
    ATTACHMENT_QUOTA_BYTES: '2048',
  });
  const announce = (size: number) =>
    alice.at(small.url).fetch('/chat', {
      body: { type: 'attachments.create', params: { name: 'a.txt', size, mime_type: 'text/plain' } },
    });
  const statuses = await Promise.all([2_000, 2_000, 2_000, 2_000].map(async (size) => (await announce(size)).status));
  expect(statuses.toSorted()).toEqual([200, 413, 413, 413]);
  expect((await hashTables(database))['tasks']).toBe(before['tasks']);
});
