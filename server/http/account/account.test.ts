import { connect } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const server = await startTestServer();
const other = await startTestServer({ DATABASE_URL: server.databaseUrl, BETTER_AUTH_URL: server.url });
const database = openDatabase(`${server.databaseUrl}&statement_timeout=60000`, 2);
afterAll(() => database.destroy());

/** A person who has written for a while. */
async function addWriter({ tasks, messages }: { tasks: number; messages: number }): Promise<TestUser> {
  const user = await server.signUp();
  await database.raw(
    `insert into tasks (user_id, id, title, notes) select ?, n, 'task ' || n, repeat(md5(n::text), 300)
      from generate_series(1, ?::int) as n`,
    [user.id, tasks],
  );
  await database.raw(
    `insert into task_changes (user_id, task_id, kind, after, batch_id)
      select user_id, id, 'created', to_jsonb(tasks), gen_random_uuid() from tasks where user_id = ?`,
    [user.id],
  );
  await database.raw(
    `with talk as (insert into conversations (id, user_id, title) values (gen_random_uuid(), ?, 'talk') returning id)
      insert into messages (item_id, conversation_id, user_id, item_type, item)
      select 'msg_' || talk.id || n, talk.id, ?, 'user_message',
        jsonb_build_object('id', 'msg_' || talk.id || n, 'text', repeat('long ', n % 1000))
      from talk, generate_series(1, ?::int) as n`,
    [user.id, user.id, messages],
  );
  return user;
}

const exportingUsers = async () => database('users').whereNotNull('exportUntil').select('id');

test('an export has each row once, in order, however many pages it takes', async () => {
  const alice = await addWriter({ tasks: 120, messages: 900 });
  const response = await alice.fetch('/export');
  expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="parley-export.json"');
  expect(response.headers.get('Content-Type')).toContain('application/json');
  const exported = (await response.json()) as Record<string, { id: unknown; createdAt: string; item: unknown }[]>;
  expect(exported['tasks']?.map(({ id }) => id)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
  const messages = await database('messages').where({ userId: alice.id }).orderBy('id');
  expect(exported['messages']).toEqual(
    messages.map(({ itemId, conversationId, itemType, createdAt, item }) => ({
      id: itemId,
      conversationId,
      type: itemType,
      createdAt: createdAt.toISOString(),
      item,
    })),
  );
  expect(exported['task_changes']).toHaveLength(120);
  await expect.poll(exportingUsers).toEqual([]);
});

test('one export of an account runs at a time, whichever instance is asked, and its end lets the next begin', async () => {
  const alice = await addWriter({ tasks: 800, messages: 10 });
  const bob = await addWriter({ tasks: 1, messages: 1 });
  const { hostname, port } = new URL(server.url);
  const reader = connect(Number(port), hostname);
  reader.pause();
  reader.write(`GET /api/${alice.id}/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${alice.token}\r\n\r\n`);
  await expect.poll(exportingUsers).toHaveLength(1);
  for (const user of [alice, alice.at(other.url)]) {
    const refused = await user.fetch('/export');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({
      code: 'rate_limited',
      detail: expect.stringContaining('exported already'),
    });
  }
  expect((await bob.fetch('/export')).status).toBe(200);
  reader.destroy();
  await expect.poll(exportingUsers).toEqual([]);
  const next = await alice.at(other.url).fetch('/export');
  expect(((await next.json()) as { tasks: unknown[] }).tasks).toHaveLength(800);
});

test('an export that breaks off does not look whole', async () => {
  const alice = await addWriter({ tasks: 800, messages: 10 });
  const response = await alice.fetch('/export');
  // Its next page waits for longer than a statement may.
  await database.transaction(async (transaction) => {
    await transaction.raw('lock table task_changes in access exclusive mode');
    await expect(response.text()).rejects.toThrow();
  });
});

test('a conversation and an account of thousands of rows go in short statements, whole', async () => {
  const alice = await addWriter({ tasks: 600, messages: 1_200 });
  const bob = await addWriter({ tasks: 3, messages: 3 });
  const { id } = await database('conversations').where({ userId: alice.id }).first('id');
  const deleted = await alice.fetch('/chat', { body: { type: 'threads.delete', params: { thread_id: id } } });
  expect(deleted.status).toBe(200);
  expect(await database('messages').where({ userId: alice.id })).toEqual([]);
  expect((await bob.fetch('/chat', { body: { type: 'threads.delete', params: { thread_id: id } } })).status).toBe(200);
  expect(await database('messages').where({ userId: bob.id })).toHaveLength(3);
  expect((await alice.fetch('', { method: 'DELETE' })).status).toBe(204);
  for (const table of ['tasks', 'taskChanges', 'conversations', 'sessions', 'accounts'])
    expect(await database(table).where({ userId: alice.id }), table).toEqual([]);
  expect(await database('users').where({ id: alice.id })).toEqual([]);
  expect(await database('tasks').where({ userId: bob.id })).toHaveLength(3);
});
