import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { ConformanceClient, userInput, type Json } from '../chatkit/conformance/conformance-client.ts';
import { startScriptedHost } from '../chatkit/conformance/scripted-host.ts';
import { reply } from '../chatkit/conformance/scripted-replies.ts';
import { insertUser } from '../testing/factories.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { AttachmentStore } from './store/attachment-store.ts';
import { ConversationStore } from './store/conversation-store.ts';

const { database, url } = await createTestDatabase();
const userId = await insertUser(database);
const attachments = new AttachmentStore(database);
const survivor = await startScriptedHost({
  store: new ConversationStore(database, attachments),
  storage: attachments,
  createCaller: (caller) => ({ ...caller, requestId: 'r', timeZone: 'UTC' }),
  options: { createThreadId: randomUUID },
  fallback: (thread) => reply(thread, ['a whole ', 'reply']),
});
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await survivor.stop();
});

const clientOf = (origin: string) => new ConformanceClient(`${origin}/chatkit`, { 'X-User': userId });

async function startVictim(): Promise<{ child: ChildProcess; client: ConformanceClient }> {
  const child = fork(fileURLToPath(new URL('../testing/chat-process.ts', import.meta.url)), [url]);
  children.push(child);
  const [origin] = await once(child, 'message');
  return { child, client: clientOf(origin) };
}

test('shows after kill -9 what the user had seen a second before, marks it, and lets them retry', async () => {
  const { child, client } = await startVictim();
  const other = clientOf(survivor.origin);
  const stream = await client.open('threads.create', { input: userInput('count') });
  const { thread } = await stream.next();
  const { item: userItem } = await stream.next();

  let seen = '';
  let seenBefore = '';
  const killAt = performance.now() + 2_600;
  while (performance.now() < killAt) {
    const event = await stream.next();
    seen += event.update?.delta ?? '';
    if (performance.now() < killAt - 1_200) seenBefore = seen;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  await stream.rest().catch(() => undefined);

  const readReply = async (): Promise<Json> => {
    const { items } = await other.json('threads.get_by_id', { thread_id: thread.id });
    expect(items.data[0]).toMatchObject(userItem);
    return items.data[1];
  };
  const shown = await readReply();
  expect(shown).toMatchObject({ type: 'assistant_message', status: 'in_progress' });
  expect(shown.content[0].text.startsWith(seenBefore)).toBe(true);
  expect(seenBefore.length).toBeGreaterThan(100);
  const params = { thread_id: thread.id, input: userInput('hello?') };
  expect((await other.refused('threads.add_user_message', params)).status).toBe(409);

  await vi.waitFor(async () => expect(await readReply()).toEqual({ ...shown, status: 'incomplete' }), {
    timeout: 20_000,
    interval: 100,
  });
  const events = await other.events('threads.retry_after_item', { thread_id: thread.id, item_id: userItem.id });
  expect(events.map(({ type }) => type)).not.toContain('error');
  const items = await other.items(thread.id);
  expect(items.map(({ type }) => type)).toEqual(['user_message', 'assistant_message']);
  expect(items[1].content[0].text).toBe('a whole reply');
  expect(items[1]).not.toHaveProperty('status');
});

test('lets the next message follow an interrupted reply, which stays', async () => {
  const { child, client } = await startVictim();
  const other = clientOf(survivor.origin);
  const stream = await client.open('threads.create', { input: userInput('count') });
  const { thread } = await stream.next();
  const killAt = performance.now() + 1_500;
  while (performance.now() < killAt) await stream.next();
  child.kill('SIGKILL');
  await stream.rest().catch(() => undefined);
  await delay(3_200);

  let history: readonly Json[] = [];
  const word = survivor.respond(async function* (turnThread) {
    ({ history } = turnThread);
    yield* reply(turnThread, ['next']);
  });
  await other.say(thread.id, word);
  expect(history.map(({ type, status }) => [type, status])).toEqual([
    ['user_message', undefined],
    ['assistant_message', 'incomplete'],
    ['user_message', undefined],
  ]);
  expect((await other.items(thread.id)).map(({ status }) => status)).toEqual([
    undefined,
    'incomplete',
    undefined,
    undefined,
  ]);
});

test('runs one turn at a time on a thread though its requests reach two processes', async () => {
  const { client } = await startVictim();
  const other = clientOf(survivor.origin);
  const { threadId } = await other.createThread();
  const stream = await client.open('threads.add_user_message', { thread_id: threadId, input: userInput('count') });
  await stream.next();
  const params = { thread_id: threadId, input: userInput('me too') };
  expect((await other.refused('threads.add_user_message', params)).status).toBe(409);
  expect(await other.json('threads.update', { thread_id: threadId, title: 'Meanwhile' })).toMatchObject({
    title: 'Meanwhile',
  });
  stream.abort();
  await vi.waitFor(() => other.say(threadId, 'now'), { timeout: 20_000 });
  expect(await other.json('threads.get_by_id', { thread_id: threadId })).toMatchObject({ title: 'Meanwhile' });
});
