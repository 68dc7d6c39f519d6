import { afterAll, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../database/database.ts';
import { parseFrames, tasksOf, type Frame } from '../testing/chat-client.ts';
import { endStream, startScriptedModel, writeChunk, type ScriptedAnswer } from '../testing/scripted-model.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';

interface Item {
  id: string;
  type: string;
  status?: string;
  content?: { text: string }[];
}

const model = await startScriptedModel();
const environment = { ...model.environment, OPENAI_TIMEOUT_SECONDS: '60', TURNS_AT_ONCE_PER_USER: '2' };
const server = await startTestServer(environment);
const other = await startTestServer({
  ...environment,
  DATABASE_URL: server.databaseUrl,
  BETTER_AUTH_URL: server.url,
});
const database = openDatabase(server.databaseUrl, 2);
afterAll(() => database.destroy());
let alice: TestUser;
beforeEach(async () => {
  model.reset();
  alice = await server.signUp('Alice');
});

/** An answer that is said word by word, as far as a test lets it. */
function talk() {
  let limit = 0;
  let isLast = false;
  const answer: ScriptedAnswer = async (response) => {
    for (let word = 1; !response.destroyed;) {
      if (word <= limit) writeChunk(response, { content: `word${word++} ` });
      else if (isLast) return endStream(response);
      else await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { answer, sayUpTo: (word: number) => void (limit = word), end: () => void (isLast = true) };
}

/** A client that can go away in the middle. */
async function open(user: TestUser, type: string, params: unknown, headers = { Prefer: 'outlive-connection' }) {
  const controller = new AbortController();
  const response = await user.fetch('/chat', { body: { type, params }, headers, signal: controller.signal });
  const seen = { frames: [] as Frame[], text: '' };
  const ended = (async () => {
    let received = '';
    for await (const chunk of response.body ?? []) {
      received += Buffer.from(chunk).toString();
      seen.frames = parseFrames(received.slice(0, received.lastIndexOf('\n\n') + 2));
      seen.text = seen.frames.map(({ update }) => (update as { delta?: string } | undefined)?.delta ?? '').join('');
    }
  })().catch(() => undefined);
  return { response, seen, ended, leave: () => controller.abort() };
}

const input = { content: [{ type: 'input_text', text: 'talk' }], attachments: [], inference_options: {} };
const begin = async (user: TestUser, headers?: { Prefer: string }) => {
  const turn = await open(user, 'threads.create', { input }, headers);
  return { ...turn, threadId: turn.response.headers.get('Conversation-Id') ?? '' };
};
const stop = (user: TestUser, conversation_id: unknown) => user.fetch('/chat/stop', { body: { conversation_id } });
const isOver = async (user: TestUser, threadId: string) => (await itemsOf(user, threadId))[0]?.status !== 'in_progress';

async function itemsOf(user: TestUser, threadId: string): Promise<Item[]> {
  const response = await user.fetch('/chat', { body: { type: 'threads.get_by_id', params: { thread_id: threadId } } });
  return ((await response.json()) as { items: { data: Item[] } }).items.data;
}

/** What a client shows that knows nothing but these frames: the second way to the same answer. */
function shownBy(frames: readonly Frame[]): Item[] {
  const items = new Map<string, Item>();
  for (const frame of frames) {
    const item = frame['item'] as Item | undefined;
    if (item) items.set(item.id, structuredClone(item));
    if (frame.type === 'thread.item.removed') items.delete(String(frame['item_id']));
    const update = frame['update'] as { content_index: number; delta: string } | undefined;
    const part = update && items.get(String(frame['item_id']))?.content?.[update.content_index];
    if (part && update) part.text += update.delta;
  }
  return [...items.values()];
}

test('a turn goes on without its connection, can be watched from both instances, and is told the same everywhere', async () => {
  const { answer, sayUpTo, end } = talk();
  model.script(answer);
  const turn = await begin(alice);
  sayUpTo(3);
  await expect.poll(() => turn.seen.text).toContain('word3');
  turn.leave();
  sayUpTo(5);
  await expect.poll(async () => (await itemsOf(alice, turn.threadId))[1]).toMatchObject({ status: 'in_progress' });
  const here = await open(alice, 'threads.watch', { thread_id: turn.threadId });
  const there = await open(alice.at(other.url), 'threads.watch', { thread_id: turn.threadId });
  for (const watch of [here, there]) {
    await expect.poll(() => JSON.stringify(shownBy(watch.seen.frames))).toContain('word5');
    expect(shownBy(watch.seen.frames)[0]).toMatchObject({ type: 'user_message', status: 'in_progress' });
  }
  sayUpTo(8);
  for (const watch of [here, there]) await expect.poll(() => watch.seen.text).toContain('word8');
  here.leave();
  end();
  await there.ended;
  expect(shownBy(there.seen.frames)).toEqual(await itemsOf(alice, turn.threadId));
  expect(shownBy(there.seen.frames)).toMatchObject([
    { type: 'user_message' },
    { type: 'assistant_message', content: [{ text: expect.stringMatching(/^word1 .*word8\s*$/) }] },
  ]);
  expect(JSON.stringify(shownBy(there.seen.frames))).not.toContain('status');
  expect(model.aborted).toBe(0);
});

test('a turn without the wish ends with its connection, and says that it was cut', async () => {
  const { answer, sayUpTo } = talk();
  model.script(answer);
  const turn = await begin(alice, { Prefer: 'relative-links' });
  sayUpTo(3);
  await expect.poll(() => turn.seen.text).toContain('word3');
  turn.leave();
  await expect
    .poll(() => itemsOf(alice, turn.threadId))
    .toMatchObject([
      { status: 'incomplete' },
      { status: 'incomplete', content: [{ text: expect.stringContaining('word3') }] },
    ]);
  expect(model.aborted).toBe(1);
});

test.each([
  ['the instance that runs it', () => alice],
  ['another instance', () => alice.at(other.url)],
])('is stopped through %s within a second, and then the next message is taken', async (_where, from) => {
  const { answer, sayUpTo } = talk();
  model.script({ calls: [{ name: 'add_task', args: { title: 'Buy milk' } }] }, answer);
  const turn = await begin(alice);
  sayUpTo(3);
  await expect.poll(() => turn.seen.text).toContain('word3');
  const watch = await open(from(), 'threads.watch', { thread_id: turn.threadId });
  const asked = performance.now();
  expect(await (await stop(from(), turn.threadId)).json()).toEqual({ stopped: true });
  expect(performance.now() - asked).toBeLessThan(2_000);
  await Promise.all([turn.ended, watch.ended]);
  const items = await itemsOf(alice, turn.threadId);
  expect(items.map(({ type, status }) => [type, status])).toEqual([
    ['user_message', 'incomplete'],
    ['workflow', undefined],
    ['assistant_message', 'incomplete'],
    ['widget', undefined],
  ]);
  expect(shownBy(watch.seen.frames)).toEqual(items);
  expect(await (await stop(alice, turn.threadId)).json()).toEqual({ stopped: false });
  const next = await open(alice, 'threads.add_user_message', { thread_id: turn.threadId, input });
  await next.ended;
  expect(next.seen.frames.at(-1)).toMatchObject({ type: 'thread.item.done' });
});

test('stops what an instance that is gone has left, and marks it', async () => {
  const { answer, sayUpTo, end } = talk();
  model.script(answer);
  const turn = await begin(alice);
  sayUpTo(3);
  await expect.poll(async () => JSON.stringify(await itemsOf(alice, turn.threadId))).toContain('word3');
  // Nobody knows this turn any more.
  const lease = { turnId: '00000000-0000-4000-8000-000000000000', turnLeaseUntil: new Date(Date.now() + 60_000) };
  await database('conversations').where({ id: turn.threadId }).update(lease);
  expect(await (await stop(alice.at(other.url), turn.threadId)).json()).toEqual({ stopped: true });
  expect(await itemsOf(alice, turn.threadId)).toMatchObject([{ status: 'incomplete' }, { status: 'incomplete' }]);
  end();
  await turn.ended;
}, 15_000);

test('takes a message that is sent again for the one that had arrived, at any instance, and for nobody else', async () => {
  const { answer, sayUpTo, end } = talk();
  model.script(answer);
  const metadata = { message_key: 'a key of the client'.replaceAll(' ', '-') };
  const ask = (user: TestUser, more: object, type = 'threads.create', params: object = { input }) =>
    user.fetch('/chat', {
      body: { type, params, metadata: { ...metadata, ...more } },
      headers: { Prefer: 'outlive-connection' },
    });
  const first = await ask(alice, {});
  sayUpTo(3);
  const second = ask(alice.at(other.url), { is_again: true }).then((response) => response.text());
  const bob = await server.signUp('Bob');
  expect((await ask(bob, { is_again: true })).headers.get('Conversation-Id')).not.toBe(
    first.headers.get('Conversation-Id'),
  );
  sayUpTo(5);
  end();
  const told = parseFrames(await first.text());
  const again = parseFrames(await second);
  expect(again[0]).toMatchObject({ type: 'thread.created', thread: { id: first.headers.get('Conversation-Id') } });
  expect(shownBy(again)).toMatchObject(shownBy(told));
  expect(again.find(({ type }) => type === 'thread.item.done')).toMatchObject({ item: { type: 'user_message' } });
  expect(model.requests).toHaveLength(2);

  const threadId = first.headers.get('Conversation-Id');
  metadata.message_key = 'another-key-of-the-client';
  const params = { thread_id: threadId, input };
  for (const more of [{ is_again: true }, { is_again: true }, { is_again: true }])
    await (await ask(alice, more, 'threads.add_user_message', params)).text();
  expect((await itemsOf(alice, threadId ?? '')).map(({ type }) => type)).toEqual([
    'user_message',
    'assistant_message',
    'user_message',
    'assistant_message',
  ]);
});

test('refuses to stop what is no conversation, and counts turns that outlive their connections', async () => {
  for (const bad of [undefined, 5, 'x', null, []]) expect((await stop(alice, bad)).status).toBe(400);
  expect((await stop(alice, '00000000-0000-4000-8000-000000000000')).status).toBe(404);
  const { answer, end } = talk();
  model.otherwise(answer);
  const turns = [await begin(alice), await begin(alice)];
  for (const { leave } of turns) leave();
  expect((await begin(alice)).response.status).toBe(429);
  end();
  for (const { threadId } of turns) await expect.poll(() => isOver(alice, threadId)).toBe(true);
  await expect
    .poll(async () => {
      const next = await begin(alice);
      await next.ended;
      return next.response.status;
    })
    .toBe(200);
});

test('gives a request with a key its whole answer though the first connection was lost', async () => {
  const { answer, sayUpTo, end } = talk();
  model.script({ calls: [{ name: 'add_task', args: { title: 'Buy milk' } }] }, answer);
  const controller = new AbortController();
  const headers = { 'Idempotency-Key': 'lost' };
  const ask = (signal?: AbortSignal) =>
    alice.fetch('/chat', { body: { message: 'talk' }, headers, ...(signal && { signal }) });
  const lost = ask(controller.signal).catch(() => 'lost');
  sayUpTo(2);
  await expect.poll(() => model.requests).toHaveLength(2);
  controller.abort();
  expect(await lost).toBe('lost');
  expect((await ask()).status).toBe(409);
  sayUpTo(4);
  end();
  await expect.poll(async () => (await ask()).status).toBe(200);
  expect(await (await ask()).json()).toMatchObject({ message: expect.stringContaining('word4') });
  expect(model.requests).toHaveLength(2);
  expect(await tasksOf(alice)).toHaveLength(1);
});

test('a server that stops lets turns without a connection end, and takes no more', async () => {
  const third = await startTestServer({
    ...environment,
    DATABASE_URL: server.databaseUrl,
    BETTER_AUTH_URL: server.url,
  });
  const { answer, sayUpTo, end } = talk();
  model.script(answer);
  const turn = await begin(alice.at(third.url));
  sayUpTo(2);
  await expect.poll(() => turn.seen.text).toContain('word2');
  turn.leave();
  await turn.ended;
  const stopped = third.stop();
  sayUpTo(4);
  end();
  await stopped;
  expect(await itemsOf(alice, turn.threadId)).toMatchObject([
    { type: 'user_message' },
    { content: [{ text: expect.stringContaining('word4') }] },
  ]);
});
