import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { TaskChange } from '../tasks/task-change.ts';
import { ToolCall } from '../models/tool-call.ts';
import { openTestTools, type ToolUser } from '../testing/test-tools.ts';

const { addUser, database } = await openTestTools();

const titles = async (user: ToolUser) =>
  (await database('tasks').where({ userId: user.id }).orderBy('id').select<{ title: string }[]>('title')).map(
    ({ title }) => title,
  );

test('stores the call, what it changed and its effect together', async () => {
  const alice = await addUser();
  const turn = await alice.startTurn();
  const batchId = randomUUID();
  const result = await alice.call(
    'add_task',
    { title: 'Buy milk', user_id: alice.id },
    { batchId, call: { ...turn, callId: 'call_1' } },
  );
  const call = await ToolCall.query(database).findOne({ userId: alice.id });
  expect(call).toMatchObject({
    ...turn,
    callId: 'call_1',
    name: 'add_task',
    arguments: { title: 'Buy milk' },
    result,
    status: 'succeeded',
    startedAt: expect.any(Date),
    finishedAt: expect.any(Date),
  });
  expect(await TaskChange.query(database).where({ userId: alice.id })).toMatchObject([
    {
      kind: 'created',
      taskId: 1,
      batchId,
      conversationId: turn.conversationId,
      toolCallId: call?.id,
      before: null,
      after: { title: 'Buy milk', version: 1 },
    },
  ]);
});

test('stores reads and failures too', async () => {
  const alice = await addUser();
  const turn = await alice.startTurn();
  await alice.call('list_tasks', { tag: 'home' }, { call: { ...turn, callId: 'read' } });
  await alice.call('delete_task', { task_id: 7 }, { call: { ...turn, callId: 'missing' } });
  await alice.call('add_task', { title: 'a\u0000b', x: '\ud800' }, { call: { ...turn, callId: 'wrong' } });
  const calls = await ToolCall.query(database).where({ userId: alice.id }).orderBy('startedAt');
  expect(calls.map(({ callId, status }) => [callId, status])).toEqual([
    ['read', 'succeeded'],
    ['missing', 'failed'],
    ['wrong', 'failed'],
  ]);
  expect(calls[1]?.result).toMatchObject({ success: false, error: { code: 'not_found' } });
});

test('applies a call of the same id once, however often and wherever it is made', async () => {
  const alice = await addUser();
  const call = { ...(await alice.startTurn()), callId: 'call_1' };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => alice.call('add_task', { title: 'Once' }, { call })),
  );
  expect(await titles(alice)).toEqual(['Once']);
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await TaskChange.query(database).where({ userId: alice.id })).toHaveLength(1);
});

test('repeats the result of a deletion instead of missing its task', async () => {
  const alice = await addUser();
  const { id } = await alice.add('Gone');
  const call = { ...(await alice.startTurn()), callId: 'call_1' };
  const first = await alice.call('delete_task', { task_id: id }, { call });
  expect(first.success).toBe(true);
  expect(await alice.call('delete_task', { task_id: id }, { call })).toEqual(first);
});

test('tries a call that has failed again', async () => {
  const alice = await addUser();
  const call = { ...(await alice.startTurn()), callId: 'call_1' };
  expect(await alice.call('complete_task', { task_id: 1 }, { call })).toMatchObject({ success: false });
  await alice.add('Here now');
  expect(await alice.call('complete_task', { task_id: 1 }, { call })).toMatchObject({ success: true });
  expect(await ToolCall.query(database).where({ userId: alice.id })).toMatchObject([{ status: 'succeeded' }]);
});

test('carries out a proposed call once it is confirmed', async () => {
  const alice = await addUser();
  const { id } = await alice.add('Old');
  const call = { ...(await alice.startTurn()), callId: 'call_1' };
  await ToolCall.record(database, {
    id: randomUUID(),
    userId: alice.id,
    ...call,
    name: 'delete_task',
    arguments: { task_id: id },
    result: null,
    status: 'proposed',
    attempt: null,
    startedAt: new Date(),
    finishedAt: null,
  });
  expect(await alice.call('delete_task', { task_id: id }, { call, expectedVersion: 1 })).toMatchObject({
    success: true,
  });
  expect(await ToolCall.query(database).where({ userId: alice.id })).toMatchObject([
    { status: 'succeeded', result: { success: true } },
  ]);
});

test('refuses a confirmed change of a task that has changed since', async () => {
  const alice = await addUser();
  const { id } = await alice.add('Moving');
  await alice.call('update_task', { task_id: id, title: 'Moved' });
  for (const name of ['delete_task', 'complete_task', 'update_task']) {
    expect(await alice.call(name, { task_id: id }, { expectedVersion: 1 })).toMatchObject({
      success: false,
      error: { code: 'conflict' },
    });
  }
  expect(await alice.call('delete_task', { task_id: id }, { expectedVersion: 2 })).toMatchObject({ success: true });
});

test('joins a transaction whose owner decides', async () => {
  const alice = await addUser();
  const { id } = await alice.add('Stays');
  const turn = await alice.startTurn();
  await expect(
    database.transaction(async (transaction) => {
      const inIt = (callId: string) => ({ transaction, call: { ...turn, callId } });
      expect(await alice.call('update_task', { task_id: id, title: 'Goes' }, inIt('a'))).toMatchObject({
        success: true,
      });
      expect(await alice.call('delete_task', { task_id: id }, inIt('b'))).toMatchObject({ success: true });
      expect(await alice.call('delete_task', { task_id: id }, inIt('c'))).toMatchObject({ success: false });
      throw new Error('thought better of it');
    }),
  ).rejects.toThrow('thought better of it');
  expect(await titles(alice)).toEqual(['Stays']);
  expect(await ToolCall.query(database).where({ userId: alice.id })).toEqual([]);
});

test('means two equal calls of one turn as two', async () => {
  const alice = await addUser();
  const turn = await alice.startTurn();
  for (const callId of ['call_1', 'call_2'])
    await alice.call('add_task', { title: 'Twin' }, { call: { ...turn, callId } });
  expect(await titles(alice)).toEqual(['Twin', 'Twin']);
});

test('applies nothing twice when a turn is run again, under whatever ids', async () => {
  const alice = await addUser();
  const turn = await alice.startTurn();
  const run = async (retry: string | undefined, calls: [callId: string, title: string][]) => {
    for (const [callId, title] of calls) {
      const args = { priority: 'low', title };
      const answer = await alice.call('add_task', args, { call: { ...turn, callId, ...(retry && { retry }) } });
      expect(answer).toMatchObject({ success: true, task: { title } });
    }
  };
  await run(undefined, [
    ['a', 'Twin'],
    ['b', 'Twin'],
  ]);
  await run(randomUUID(), [
    ['c', 'Twin'],
    ['d', 'Twin'],
    ['e', 'New'],
  ]);
  expect(await titles(alice)).toEqual(['Twin', 'Twin', 'New']);
  await run(randomUUID(), [
    ['f', 'Twin'],
    ['g', 'New'],
    ['h', 'Twin'],
    ['i', 'Twin'],
  ]);
  expect(await titles(alice)).toEqual(['Twin', 'Twin', 'New', 'Twin']);
});

test('does not take another turn’s call for a repetition', async () => {
  const alice = await addUser();
  for (const retry of [randomUUID(), randomUUID()]) {
    await alice.call(
      'add_task',
      { title: 'Daily' },
      { call: { ...(await alice.startTurn()), callId: 'call_1', retry } },
    );
  }
  expect(await titles(alice)).toEqual(['Daily', 'Daily']);
});

test('keeps one user’s call ids out of another’s', async () => {
  const [alice, bob] = [await addUser(), await addUser()];
  const call = { ...(await alice.startTurn()), callId: 'call_1' };
  await alice.call('add_task', { title: 'SECRET-5' }, { call });
  const stolen = await bob.call('add_task', { title: 'Mine' }, { call });
  expect(stolen).toMatchObject({ success: false });
  expect(JSON.stringify(stolen)).not.toContain('SECRET-5');
  expect(await titles(bob)).toEqual([]);
});

test('writes an added task in five statements, however many there are', async () => {
  const alice = await addUser();
  for (let index = 0; index < 50; index += 1) await alice.add(`Before ${index}`);
  const call = { ...(await alice.startTurn()), callId: 'call_1' };
  const statements: string[] = [];
  const note = ({ sql }: { sql: string }) => statements.push(sql.split(/[ ;]/, 1)[0] ?? '');
  database.on('query', note);
  await alice.call('add_task', { title: 'Counted' }, { call });
  database.off('query', note);
  expect(statements).toEqual(['BEGIN', 'with', 'insert', 'insert', 'COMMIT']);
});
