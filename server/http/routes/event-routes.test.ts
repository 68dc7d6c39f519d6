import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openDatabase, type Knex } from '../../database/database.ts';
import type { WireEvent } from '../../events/wire-event.ts';
import { TestEventStream } from '../../testing/event-reader.ts';
import { startScriptedModel } from '../../testing/scripted-model.ts';
import { TcpProxy } from '../../testing/tcp-proxy.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer(model.environment);
const other = await startTestServer({
  ...model.environment,
  DATABASE_URL: server.databaseUrl,
  BETTER_AUTH_URL: server.url,
});
const database = openDatabase(server.databaseUrl, 8);

const titles = (event: WireEvent) => (event.type === 'tasks.changed' ? event.tasks.map(({ title }) => title) : []);
const add = (user: TestUser, title: string) => user.fetch('/tasks', { body: { title } });
const open = async (user: TestUser, lastEventId?: string) => {
  const stream = await TestEventStream.open(user, lastEventId);
  if (lastEventId === undefined) await stream.wait(({ type }) => type === 'ready');
  return stream;
};

test('tells a stream at one instance what was changed at another, and nobody else', async () => {
  const [alice, bob] = [await server.signUp('Alice'), await server.signUp('Bob')];
  const [stream, theirs] = [await open(alice), await open(bob)];
  await add(alice.at(other.url), 'Milk');
  await stream.wait((event) => titles(event).includes('Milk'));
  await alice.at(other.url).fetch('/tasks/1', { method: 'PATCH', body: { status: 'completed' } });
  await stream.wait(
    (event) => event.type === 'tasks.changed' && event.tasks.some(({ status }) => status === 'completed'),
  );
  await alice.at(other.url).fetch('/tasks/1', { method: 'DELETE' });
  await stream.wait((event) => event.type === 'tasks.changed' && event.removed.includes(1));
  await add(bob, 'Bread');
  await theirs.wait((event) => titles(event).includes('Bread'));
  expect(JSON.stringify(theirs.events)).not.toContain('Milk');
  expect(JSON.stringify(stream.events)).not.toContain('Bread');
  stream.close();
  theirs.close();
});

test('goes on where an earlier stream ended, at any instance, and says so when it cannot', async () => {
  const alice = await server.signUp('Alice');
  const stream = await open(alice);
  await add(alice, 'Before');
  await stream.wait((event) => titles(event).includes('Before'));
  stream.close();
  await add(alice, 'Meanwhile');
  const resumed = await open(alice.at(other.url), stream.lastEventId);
  await resumed.wait((event) => titles(event).includes('Meanwhile'));
  expect(resumed.events.flatMap(titles)).toEqual(['Meanwhile']);
  resumed.close();
  for (const id of [
    'x',
    '1.2:1:',
    '1700000000000.5:9:',
    `${Date.now()}.1:2:3`,
    `${Date.now()}.9999999999999999999:1:`,
  ]) {
    const again = await open(alice, id);
    expect(await again.wait(({ type }) => type)).toBe('refresh');
    again.close();
  }
});

test('tells of a turn as it goes: its conversation, what is said in it and what waits for a yes', async () => {
  const alice = await server.signUp('Alice');
  await add(alice, 'Milk');
  const stream = await open(alice);
  model.script({ calls: [{ name: 'delete_task', args: { task_id: 1 } }] }, { text: 'Shall I?' });
  await alice.at(other.url).fetch('/chat', { body: { message: 'delete the milk' } });
  const { conversation_id } = await stream.wait((event) =>
    event.type === 'confirmations.changed' ? event.confirmations.find(({ status }) => status === 'pending') : undefined,
  );
  await stream.wait(
    (event) =>
      event.type === 'conversations.changed' &&
      event.conversations.some(({ id, is_answering }) => id === conversation_id && !is_answering),
  );
  // What is told of a conversation is how it is by then: the last of its items may be told of after it.
  await stream.wait(
    (event) => event.type === 'messages.changed' && event.messages.some(({ item_type }) => item_type === 'widget'),
  );
  const items = stream.events.flatMap((event) => (event.type === 'messages.changed' ? event.messages : []));
  expect(items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ conversation_id, item_type: 'user_message' }),
      expect.objectContaining({ conversation_id, item_type: 'widget', state: 'done' }),
    ]),
  );
  stream.close();
});

test('ends with the session it was opened in, at another instance too, and with the account', async () => {
  const alice = await server.signUp('Alice');
  const stream = await open(alice.at(other.url));
  await database('sessions').where({ userId: alice.id }).delete();
  await stream.wait(({ type }) => type === 'session.ended');
  await stream.ended;
  expect((await alice.fetch('/events')).status).toBe(401);

  const bob = await server.signUp('Bob');
  const theirs = await open(bob.at(other.url));
  expect((await bob.fetch('', { method: 'DELETE' })).status).toBe(204);
  await theirs.wait(({ type }) => type === 'session.ended');
});

test('listens again after its connection was lost, and tells what it missed', async () => {
  const address = new URL(server.databaseUrl);
  const wire = new TcpProxy(Number(address.port));
  await wire.mend();
  afterAll(() => wire.cut());
  address.port = String(wire.port);
  const far = await startTestServer({
    DATABASE_URL: server.databaseUrl,
    BETTER_AUTH_URL: server.url,
    DATABASE_DIRECT_URL: address.href,
  });
  const alice = await server.signUp('Alice');
  const stream = await open(alice.at(far.url));
  await add(alice, 'Before');
  await stream.wait((event) => titles(event).includes('Before'));
  await wire.cut();
  await add(alice, 'Meanwhile');
  await wire.mend();
  await stream.wait((event) => titles(event).includes('Meanwhile'));
  await add(alice, 'After');
  await stream.wait((event) => titles(event).includes('After'));
  expect(stream.events.flatMap(titles)).toEqual(['Before', 'Meanwhile', 'After']);
  stream.close();
});

test('looks for changes by itself where the database passes no notifications on, and says so in its log', async () => {
  const log: string[] = [];
  // Who listens in another database hears nothing, as behind a pooler in transaction mode.
  const elsewhere = server.databaseUrl.replace(/\/[^/]+\?/, '/postgres?');
  const pooled = await startTestServer(
    {
      DATABASE_URL: server.databaseUrl,
      BETTER_AUTH_URL: server.url,
      DATABASE_DIRECT_URL: elsewhere,
      LOG_LEVEL: 'warn',
    },
    { write: (line) => void log.push(line) },
  );
  const alice = await server.signUp('Alice');
  const stream = await open(alice.at(pooled.url));
  await expect.poll(() => log.join(''), { timeout: 10_000 }).toContain('passes no notifications on');
  await add(alice, 'Milk');
  await stream.wait((event) => titles(event).includes('Milk'));
  stream.close();
});

test('refuses more streams than a person has apps', async () => {
  const alice = await server.signUp('Alice');
  const streams = await Promise.all(Array.from({ length: 30 }, () => open(alice)));
  const refused = await alice.fetch('/events');
  expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'rate_limited' }]);
  for (const stream of streams) stream.close();
});

/** A step of somebody who writes: in which of three transactions, and what becomes of it. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), at: fc.nat(2), title: fc.stringMatching(/^[a-z]{3,8}$/) }),
  fc.record({ kind: fc.constantFrom('commit' as const, 'rollback' as const), at: fc.nat(2) }),
  fc.record({ kind: fc.constant('reconnect' as const), isElsewhere: fc.boolean() }),
);

test(
  'what a stream was told is what is there, in whatever order transactions end, and across breaks',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
        const alice = await server.signUp('Alice');
        await add(alice, 'first');
        let stream = await open(alice);
        const told = new Map<number, string>([[1, 'first']]);
        const note = () => {
          for (const event of stream.events.splice(0)) {
            if (event.type !== 'tasks.changed') continue;
            for (const { id, title } of event.tasks) told.set(id, title);
            for (const id of event.removed) told.delete(id);
          }
        };
        const running = new Map<number, Knex.Transaction>();
        const end = async (at: number, kind: 'commit' | 'rollback') => {
          await running.get(at)?.[kind]();
          running.delete(at);
        };
        let next = 100;
        for (const it of steps) {
          if (it.kind === 'reconnect') {
            stream.close();
            note();
            stream = await open(alice.at(it.isElsewhere ? other.url : server.url), stream.lastEventId);
          } else if (it.kind === 'write') {
            const transaction = running.get(it.at) ?? (await database.transaction());
            running.set(it.at, transaction);
            await transaction('tasks').insert({ userId: alice.id, id: (next += 1), title: it.title });
          } else await end(it.at, it.kind);
        }
        for (const at of running.keys()) await end(at, at === 0 ? 'rollback' : 'commit');
        await add(alice, 'last');
        await stream.wait((event) => titles(event).includes('last'));
        note();
        stream.close();
        const there = await database('tasks').where({ userId: alice.id }).select('id', 'title');
        expect([...told].toSorted(([a], [b]) => a - b)).toEqual(
          there.map(({ id, title }) => [id, title]).toSorted(([a], [b]) => Number(a) - Number(b)),
        );
      }),
      { numRuns: 15, seed: 14 },
    );
  },
);
