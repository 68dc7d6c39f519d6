import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import fc from 'fast-check';
import knex from 'knex';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { knexConfig } from '../../../knexfile.ts';
import { say, stream, tasksOf } from '../../testing/chat-client.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const server = await startTestServer();
/** A second instance on the same database. */
const twin = await startTestServer({ DATABASE_URL: server.databaseUrl, BETTER_AUTH_URL: server.url });
const database = knex(knexConfig(server.databaseUrl, 2));
afterAll(() => database.destroy());
let alice: TestUser;
let clients: Client[];

beforeEach(async () => {
  alice = await server.signUp('Alice');
  clients = await Promise.all([server.url, twin.url].map(connect));
  return async () => {
    await Promise.all(clients.map((client) => client.close()));
  };
});

async function connect(url: string): Promise<Client> {
  const client = new Client({ name: 'outside', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', url), {
      requestInit: { headers: { Authorization: `Bearer ${alice.token}` } },
    }),
  );
  return client;
}

const heldResult = z.object({
  success: z.literal(false),
  error: z.object({ code: z.literal('confirmation_required'), message: z.string() }),
  confirmation: z.object({ id: z.uuid(), summary: z.string(), expires_at: z.iso.datetime(), url: z.url() }),
});

/** Calls a tool from outside, at the first instance or another. */
async function call(name: string, args: Record<string, unknown> = {}, at = 0): Promise<unknown> {
  return (await clients[at]?.callTool({ name, arguments: args }))?.structuredContent;
}

async function expectHeld(name: string, args: Record<string, unknown> = {}, at = 0) {
  const { confirmation } = heldResult.parse(await call(name, args, at));
  return { ...confirmation, conversationId: confirmation.url.split('/chat/')[1] ?? '' };
}

type Held = Awaited<ReturnType<typeof expectHeld>>;

async function decide({ id, conversationId }: Held, decision: 'confirm' | 'cancel', at = server.url) {
  const response = await alice.at(at).fetch('/chat', {
    body: { conversation_id: conversationId, confirmation: { id, decision } },
  });
  const body = z.object({ message: z.string(), confirmation: z.object({ id: z.string() }).nullable() });
  return { status: response.status, ...body.parse(await response.json()) };
}

async function addTasks(...titles: string[]): Promise<void> {
  for (const title of titles) await alice.fetch('/tasks', { body: { title } });
}

const titles = async () => (await tasksOf(alice)).map(({ title }) => title).toSorted();

describe('a deletion from outside', () => {
  test('waits in a conversation that says what is asked, and a yes runs it once, on any instance', async () => {
    await addTasks('Buy milk', 'Call mom');
    const held = await expectHeld('delete_task', { task_id: 1 });
    expect(held).toMatchObject({ summary: 'Delete “Buy milk”?', url: expect.stringContaining(server.url) });
    expect(Date.parse(held.expires_at)).toBeGreaterThan(Date.now());
    expect(await titles()).toEqual(['Buy milk', 'Call mom']);

    const list = await alice.fetch('/chat', { body: { type: 'threads.list', params: { limit: 10 } } });
    expect(await list.json()).toMatchObject({
      data: [{ id: held.conversationId, title: 'Another app asks: Delete “Buy milk”?' }],
    });
    const thread = await alice.fetch('/chat', {
      body: { type: 'threads.get_by_id', params: { thread_id: held.conversationId } },
    });
    const items = z.object({ items: z.object({ data: z.array(z.looseObject({ id: z.string() })) }) });
    const [card] = items.parse(await thread.json()).items.data;
    expect(card).toMatchObject({
      type: 'widget',
      widget: { confirm: { label: 'Delete', action: { payload: { id: held.id } } } },
    });

    const answers = await Promise.all([
      decide(held, 'confirm'),
      decide(held, 'confirm', twin.url).catch(() => undefined),
    ]);
    expect(answers.some((answer) => answer?.status === 200)).toBe(true);
    expect(await titles()).toEqual(['Call mom']);
    expect(await database('taskChanges').where({ userId: alice.id, kind: 'deleted' })).toHaveLength(1);
    expect((await decide(held, 'confirm')).message).toContain('answered already');
  });

  test('is confirmed by a typed yes as well, and the card becomes its receipt', async () => {
    await addTasks('Buy milk');
    const held = await expectHeld('delete_task', { task_id: 1 });
    await say(alice, 'yes', held.conversationId);
    expect(await titles()).toEqual([]);
    const { item } = await database('messages').where({ conversationId: held.conversationId }).orderBy('id').first();
    expect(item).toMatchObject({ copy_text: 'Deleted: 1. Buy milk' });
  });

  test('is dropped by a no, by its expiry and by a change of the task', async () => {
    await addTasks('Buy milk');
    const refused = await expectHeld('delete_task', { task_id: 1 });
    expect((await decide(refused, 'cancel')).message).toContain('Nothing was changed');

    const late = await expectHeld('delete_task', { task_id: 1 });
    expect(late.conversationId).not.toBe(refused.conversationId);
    await database('confirmations')
      .where({ id: late.id })
      .update({ expiresAt: new Date(Date.now() - 1) });
    expect((await decide(late, 'confirm')).message).toContain('expired');

    const stale = await expectHeld('delete_task', { task_id: 1 });
    await alice.fetch('/tasks/1', { method: 'PATCH', body: { title: 'Buy oat milk' } });
    expect((await decide(stale, 'confirm')).confirmation).not.toBeNull();
    expect(await titles()).toEqual(['Buy oat milk']);
  });

  test('joins the question that waits, whatever the instance; a yes to less is no yes to more', async () => {
    await addTasks('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k');
    const first = await expectHeld('delete_task', { task_id: 1 });
    const all = await Promise.all(
      [2, 3, 4, 5, 6, 7, 8, 9, 10].map((id) => expectHeld('delete_task', { task_id: id }, id % 2)),
    );
    const again = await expectHeld('delete_task', { task_id: 3 });
    expect(new Set([first, ...all, again].map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(again.summary).toMatch(/^Delete 10 tasks/);
    expect(await database('messages').where({ conversationId: first.conversationId })).toHaveLength(1);

    // Nobody knows how much of a card that has grown was seen when somebody typed.
    const typed = await alice.fetch('/chat', { body: { message: 'yes', conversation_id: first.conversationId } });
    expect(await typed.json()).toMatchObject({ message: expect.stringContaining('use its buttons') });
    expect(await titles()).toHaveLength(11);
    const early = await decide(first, 'confirm');
    expect(early).toMatchObject({ confirmation: { id: again.id } });
    expect(await titles()).toHaveLength(11);
    await decide(again, 'confirm', twin.url);
    expect(await titles()).toEqual(['k']);
  });

  test('cannot be confirmed by anybody else', async () => {
    await addTasks('Buy milk');
    const held = await expectHeld('delete_task', { task_id: 1 });
    const bob = await server.signUp('Bob');
    const response = await bob.fetch('/chat', {
      body: { conversation_id: held.conversationId, confirmation: { id: held.id, decision: 'confirm' } },
    });
    expect(response.status).toBe(404);
    expect(await titles()).toEqual(['Buy milk']);
  });
});

describe('an undo from outside', () => {
  test('that removes a task waits, and takes back that change though another came after it', async () => {
    await call('add_task', { title: 'Buy milk' });
    const held = await expectHeld('undo_last_change');
    expect(held.summary).toBe('Delete “Buy milk”?');
    await call('add_task', { title: 'Call mom' });
    await decide(held, 'confirm');
    expect(await titles()).toEqual(['Call mom']);
  });

  test('is of what came from outside, not of what the person did', async () => {
    await addTasks('Buy milk');
    expect(await call('undo_last_change')).toMatchObject({ success: false, error: { code: 'not_found' } });
    expect(await titles()).toEqual(['Buy milk']);
  });

  test('that brings back three tasks waits; one that takes back one change does not', async () => {
    await addTasks('a', 'b', 'c');
    for (const id of [1, 2, 3]) await expectHeld('delete_task', { task_id: id });
    await decide(await expectHeld('delete_task', { task_id: 3 }), 'confirm');
    const held = await expectHeld('undo_last_change');
    expect(held.summary).toBe(
      ['Change 3 tasks: “a”, “b”, “c”?', ...['a', 'b', 'c'].map((title) => `– Bring back: “${title}”`)].join('\n'),
    );
    await decide(held, 'confirm');
    expect(await titles()).toEqual(['a', 'b', 'c']);

    await call('update_task', { task_id: 1, title: 'A' });
    expect(await call('undo_last_change')).toMatchObject({ success: true });
    expect(await titles()).toEqual(['a', 'b', 'c']);
  });
});

test('changes of three tasks in one request wait from the third on', async () => {
  await addTasks('a', 'b', 'c');
  const body = [1, 2, 3].map((id) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: 'complete_task', arguments: { task_id: id } },
  }));
  const response = await fetch(`${server.url}/mcp`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${alice.token}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify(body),
  });
  expect((await response.text()).split('confirmation_required').length).toBeGreaterThan(1);
  expect((await tasksOf(alice)).filter(({ status }) => status === 'completed')).toHaveLength(2);
});

test('reopening a task that repeats runs at once: what its completion made goes with it', async () => {
  await alice.fetch('/tasks', { body: { title: 'Water', recurrence: 'daily' } });
  await call('complete_task', { task_id: 1 });
  expect(await call('complete_task', { task_id: 1, completed: false })).toMatchObject({ success: true });
  expect(await tasksOf(alice)).toMatchObject([{ id: 1, status: 'pending' }]);
});

const id = fc.integer({ min: 1, max: 8 });
const outsideCall = fc.oneof(
  fc.record({ name: fc.constant('delete_task'), args: fc.record({ task_id: id }) }),
  fc.record({ name: fc.constant('complete_task'), args: fc.record({ task_id: id, completed: fc.boolean() }) }),
  fc.record({ name: fc.constant('update_task'), args: fc.record({ task_id: id, title: fc.constantFrom('x', 'y') }) }),
  fc.record({ name: fc.constant('add_task'), args: fc.record({ title: fc.constantFrom('new', 'newer') }) }),
  fc.record({ name: fc.constant('undo_last_change'), args: fc.constant({}) }),
);

const versions = async () => {
  const rows = await database('tasks').where({ userId: alice.id }).select<{ id: number; version: number }[]>();
  return new Map(rows.map((row) => [row.id, row.version]));
};

test('no call from outside removes a task, or changes three, before a yes', { timeout: 60_000 }, async () => {
  await addTasks('a', 'b', 'c', 'd');
  // Something that is large to take back: three tasks removed by one confirmed request.
  for (const task_id of [1, 2, 3]) await call('delete_task', { task_id });
  await decide(await expectHeld('delete_task', { task_id: 1 }), 'confirm');
  await fc.assert(
    fc.asyncProperty(outsideCall, async ({ name, args }) => {
      const before = await versions();
      await call(name, args);
      const after = await versions();
      expect([...before.keys()].filter((task) => !after.has(task))).toEqual([]);
      expect([...after].filter(([task, version]) => version > 1 && before.get(task) !== version).length).toBeLessThan(
        3,
      );
    }),
    { numRuns: 40, seed: 6 },
  );
});

test('a button in the waiting conversation answers it like any other card', async () => {
  await addTasks('Buy milk');
  const held = await expectHeld('delete_task', { task_id: 1 });
  const { itemId } = await database('messages').where({ conversationId: held.conversationId }).first('itemId');
  await stream(alice, 'threads.custom_action', {
    thread_id: held.conversationId,
    item_id: itemId,
    action: { type: 'confirmation.confirm', payload: { id: held.id } },
  });
  expect(await titles()).toEqual([]);
});
