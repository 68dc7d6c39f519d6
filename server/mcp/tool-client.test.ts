import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { expect, test } from 'vitest';
import { TaskChange } from '../tasks/task-change.ts';
import { openTestTools } from '../testing/test-tools.ts';

const { addUser, database, tools } = await openTestTools();

test('keeps a thousand interleaved calls of two users apart', { timeout: 60_000 }, async () => {
  const [alice, bob] = [await addUser('Alice'), await addUser('Bob')];
  const users = { Alice: alice, Bob: bob };
  const answers = await Promise.all(
    Array.from({ length: 1000 }, async (_, index) => {
      const name = index % 2 === 0 ? 'Alice' : 'Bob';
      const isRead = index % 4 > 1;
      const answer = isRead
        ? await users[name].call('list_tasks', { limit: 5 })
        : await users[name].call('add_task', { title: `${name} ${index}` });
      return { name, text: JSON.stringify(answer) };
    }),
  );
  for (const { name, text } of answers) {
    expect(text).toContain('"success":true');
    expect(text).not.toContain(name === 'Alice' ? 'Bob' : 'Alice');
  }
  for (const [name, { id }] of Object.entries(users)) {
    const rows = await database('tasks').where({ userId: id }).orderBy('id').select('id', 'title');
    expect(rows.map((row: { id: number }) => row.id)).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
    expect(rows.every((row: { title: string }) => row.title.startsWith(name))).toBe(true);
  }
});

test('refuses a call that nobody makes', async () => {
  const server = tools.createServer();
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'nobody', version: '1.0.0' });
  await server.connect(serverSide);
  await client.connect(clientSide);
  await expect(client.callTool({ name: 'list_tasks' })).rejects.toThrow('Sign in to use the tools.');
  await client.close();
});

test('takes the caller’s own user_id and refuses any other', async () => {
  const [alice, bob] = [await addUser(), await addUser()];
  expect(await alice.call('add_task', { title: 'Mine', user_id: alice.id })).toMatchObject({ success: true });
  for (const user_id of [bob.id, '', 'admin', alice.id.toUpperCase()]) {
    expect(await alice.call('add_task', { title: 'Theirs', user_id })).toMatchObject({
      success: false,
      error: { code: 'not_yours' },
    });
  }
  expect(await bob.call('list_tasks')).toMatchObject({ total: 0 });
  expect(await alice.call('list_tasks')).toMatchObject({ total: 1 });
});

test('names the field that is wrong', async () => {
  const alice = await addUser();
  const wrong: [string, Record<string, unknown>, string][] = [
    ['add_task', {}, 'title'],
    ['add_task', { title: '\u200B ' }, 'title: must not be empty'],
    ['add_task', { title: 'a', tags: ['ok', 'x'.repeat(51)] }, 'tags: 1: must be 50 characters at most'],
    ['add_task', { title: 'a', due_date: 'tomorrow' }, 'there is no field due_date'],
    ['complete_task', { task_id: 'twelve' }, 'task_id: must be a task number'],
    ['complete_task', { task_id: 1, completed: 'no' }, 'completed: must be true or false'],
    ['update_task', { task_id: 1, clear_fields: ['title'] }, 'clear_fields'],
    ['list_tasks', { limit: 500 }, 'limit: must be 100 at most'],
  ];
  for (const [name, args, message] of wrong) {
    expect(await alice.call(name, args)).toMatchObject({
      success: false,
      error: { code: 'invalid_request', message: expect.stringContaining(message) },
    });
  }
});

test('answers an unknown tool as any other failure', async () => {
  const alice = await addUser();
  expect(await alice.call('drop_tables')).toEqual({
    success: false,
    error: { code: 'not_found', message: 'There is no tool of that name.' },
  });
});

test('changes nothing once the caller has gone', async () => {
  const alice = await addUser();
  const controller = new AbortController();
  controller.abort(new Error('gone'));
  await expect(alice.call('add_task', { title: 'Late' }, { signal: controller.signal })).rejects.toThrow('gone');

  const during = new AbortController();
  const blocker = await database.transaction();
  await blocker('users').where({ id: alice.id }).forUpdate().select('id');
  const call = alice.call('add_task', { title: 'Late' }, { signal: during.signal }).catch((error: unknown) => error);
  await expect.poll(() => database('pg_stat_activity').where({ waitEventType: 'Lock' }).select('pid')).toHaveLength(1);
  during.abort(new Error('gone meanwhile'));
  await blocker.rollback();
  expect(await call).toEqual(new Error('gone meanwhile'));
  expect(await alice.call('list_tasks')).toMatchObject({ total: 0 });
  expect(await TaskChange.query(database).where({ userId: alice.id })).toEqual([]);
});

test('tells nothing of an unexpected failure, and goes on', async () => {
  const alice = await addUser();
  await database.raw("alter table task_changes add constraint broken check (kind <> 'deleted')");
  const { id } = await alice.add('Stays');
  expect(await alice.call('delete_task', { task_id: id })).toEqual({
    success: false,
    error: {
      code: 'internal_error',
      message: 'Something went wrong here and nothing was changed. Please try again.',
    },
  });
  await database.raw('alter table task_changes drop constraint broken');
  expect(await alice.call('list_tasks')).toMatchObject({ total: 1 });
});

test('gives concurrent tasks numbers of their own and never one twice', async () => {
  const alice = await addUser();
  await Promise.all(Array.from({ length: 50 }, (_, index) => alice.call('add_task', { title: `Task ${index}` })));
  await Promise.all(Array.from({ length: 50 }, (_, index) => alice.call('delete_task', { task_id: index + 1 })));
  expect(await alice.call('add_task', { title: 'Next' })).toMatchObject({ task: { id: 51 } });
});
