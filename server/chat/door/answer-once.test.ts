import { randomUUID } from 'node:crypto';
import knex from 'knex';
import { beforeEach, expect, test, vi } from 'vitest';
import { knexConfig } from '../../../knexfile.ts';
import { tasksOf } from '../../testing/chat-client.ts';
import { startScriptedModel } from '../../testing/scripted-model.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer({ ...model.environment });
const database = knex(knexConfig(server.databaseUrl, 2));
let alice: TestUser;
let key: string;

beforeEach(async () => {
  model.reset();
  alice = await server.signUp('Alice');
  key = randomUUID();
});

async function send(body: unknown, options: { user?: TestUser; key?: string } = {}) {
  const user = options.user ?? alice;
  const response = await user.fetch('/chat', { body, headers: { 'Idempotency-Key': options.key ?? key } });
  return {
    status: response.status,
    isReplay: response.headers.get('Idempotency-Replayed') === 'true',
    retryAfter: response.headers.get('Retry-After'),
    body: (await response.json()) as { code?: string; message?: string; conversation_id?: string },
  };
}

const addMilk = { calls: [{ name: 'add_task', args: { title: 'Buy milk' } }] };
const titles = async (user = alice) => (await tasksOf(user)).map(({ title }) => title);

test('gives a repetition the first answer, and asks the model nothing again', async () => {
  model.script(addMilk, { text: 'Noted.' });
  const first = await send({ message: 'buy milk' });
  const asked = model.requests.length;
  const second = await send({ message: 'buy milk' });
  expect(first).toMatchObject({ status: 200, isReplay: false });
  expect(second).toEqual({ ...first, isReplay: true });
  expect(model.requests).toHaveLength(asked);
  expect(await titles()).toEqual(['Buy milk']);
});

test('answers one of many that come at once; the others wait or get its answer', async () => {
  model.otherwise({ text: 'Yes.', delayMs: 30 });
  const all = await Promise.all(Array.from({ length: 6 }, () => send({ message: 'hello' })));
  expect(all.filter(({ status, isReplay }) => status === 200 && !isReplay)).toHaveLength(1);
  for (const other of all.filter(({ status }) => status !== 200)) {
    expect(other).toMatchObject({ status: 409, retryAfter: '2', body: { code: 'still_answering' } });
  }
  expect(model.requests).toHaveLength(1);
});

test('refuses a key that was used for something else, and keeps keys of users apart', async () => {
  await send({ message: 'hello' });
  for (const other of [{ message: 'something else' }, { message: 'hello', conversation_id: randomUUID() }]) {
    expect(await send(other)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  }
  const bob = await server.signUp('Bob');
  expect(await send({ message: 'mine' }, { user: bob })).toMatchObject({ status: 200, isReplay: false });
  for (const bad of ['a b', 'x'.repeat(129), 'x'.repeat(10_000)]) {
    expect(await send({ message: 'hi' }, { key: bad })).toMatchObject({ status: 400 });
  }
});

test('begins anew when nothing came of the first try', async () => {
  expect(await send({ message: 'hi', conversation_id: randomUUID() })).toMatchObject({ status: 404 });
  expect(await send({ message: 'hi' })).toMatchObject({ status: 200, isReplay: false });
});

test('goes on with the stored message after a failure, and does nothing twice', async () => {
  model.script(addMilk, (response) => void response.writeHead(400).end('{"error":{"message":"no"}}'));
  expect((await send({ message: 'buy milk' })).status).toBe(502);
  model.script(addMilk, { text: 'Noted.' });
  const answer = await send({ message: 'buy milk' });
  expect(answer).toMatchObject({
    status: 200,
    isReplay: false,
    body: { message: expect.stringContaining('Buy milk') },
  });
  expect(await titles()).toEqual(['Buy milk']);
  const messages: unknown[] = await database('messages').where({ userId: alice.id, itemType: 'user_message' });
  expect(messages).toHaveLength(1);
});

test('answers a message again without deleting what was said after it', async () => {
  model.script((response) => void response.writeHead(400).end('{"error":{"message":"no"}}'));
  expect((await send({ message: 'buy milk' })).status).toBe(502);
  const conversation_id = await database('conversations').where({ userId: alice.id }).pluck('id');
  model.script({ text: 'Hello!' });
  await alice.fetch('/chat', { body: { message: 'hello', conversation_id: conversation_id[0] } });
  model.script(addMilk, { text: 'Noted.' });
  expect(await send({ message: 'buy milk' })).toMatchObject({ status: 200, isReplay: false });
  const items: unknown[] = await database('messages').where({ userId: alice.id }).orderBy('id').pluck('item');
  const said = JSON.stringify(items);
  expect(said.match(/buy milk|"hello"|Hello!|Noted\./g)).toEqual(['buy milk', '"hello"', 'Hello!', 'Noted.']);
});

test('remembers an answer with characters that cannot be stored', async () => {
  model.script({ calls: [{ name: 'add_task', args: { title: 'Buy\0 milk \ud800' } }] }, { text: 'No\0ted. \udc00' });
  expect(await send({ message: 'buy milk' })).toMatchObject({ status: 200, isReplay: false });
  expect(await send({ message: 'buy milk' })).toMatchObject({ status: 200, isReplay: true });
});

test('answers a confirmation once', async () => {
  await alice.fetch('/tasks', { body: { title: 'Buy milk' } });
  model.script({ calls: [{ name: 'delete_task', args: { task_id: 1 } }] }, { text: 'Sure?' });
  const asked = await (await alice.fetch('/chat', { body: { message: 'delete it' } })).json();
  const { conversation_id, confirmation } = asked as { conversation_id: string; confirmation: { id: string } };
  const answer = { conversation_id, confirmation: { id: confirmation.id, decision: 'confirm' } };
  const first = await send(answer);
  expect(first.status).toBe(200);
  expect(await send(answer)).toEqual({ ...first, isReplay: true });
  expect(await titles()).toEqual([]);
});

test('forgets an answer with its conversation and after a day', async () => {
  const { body } = await send({ message: 'hello' });
  const other = randomUUID();
  await send({ message: 'hello again' }, { key: other });
  const keys = () => database('idempotency_keys').where({ userId: alice.id }).pluck('key');
  await alice.fetch('/chat', { body: { type: 'threads.delete', params: { thread_id: body.conversation_id } } });
  expect(await keys()).toEqual([other]);
  await database('idempotency_keys').update({ createdAt: new Date(Date.now() - 25 * 60 * 60_000) });
  const newest = randomUUID();
  await send({ message: 'and now' }, { key: newest });
  expect(await keys()).toEqual([newest]);
});

test('is taken up by another instance when the first is killed in the middle', async () => {
  const victim = await ServerProcess.start({
    ...model.environment,
    OPENAI_TIMEOUT_SECONDS: '60',
    DATABASE_URL: server.databaseUrl,
    BETTER_AUTH_URL: server.url,
    BETTER_AUTH_SECRET: 'a secret of the second instance, for what only it signs',
  });
  // The second request to the model is never answered: the task is added by then.
  model.script(addMilk, () => undefined);
  const lost = send({ message: 'buy milk' }, { user: alice.at(victim.url) }).catch(() => undefined);
  await expect.poll(() => model.requests).toHaveLength(2);
  expect(await send({ message: 'buy milk' })).toMatchObject({ status: 409, body: { code: 'still_answering' } });
  await victim.kill();
  await lost;
  model.otherwise({ text: 'Noted.' });
  model.script(addMilk);
  const answer = await vi.waitFor(
    async () => {
      const tried = await send({ message: 'buy milk' });
      expect(tried.status).toBe(200);
      return tried;
    },
    { timeout: 30_000, interval: 1_000 },
  );
  expect(answer.isReplay).toBe(false);
  expect(await titles()).toEqual(['Buy milk']);
}, 60_000);
