import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { Caller } from '../ground/caller.ts';
import type { ChatKitHandlers } from '../chatkit/chatkit-handlers.ts';
import type { ChatKitOptions } from '../chatkit/chatkit-parts.ts';
import { createChatKitServer } from '../chatkit/chatkit-server.ts';
import type { ThreadItem } from '../chatkit/protocol/thread-item.ts';
import { insertUser } from '../testing/factories.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { AttachmentStore } from './store/attachment-store.ts';
import { ConversationStore } from './store/conversation-store.ts';

const { database } = await createTestDatabase();
const store = new ConversationStore(database, new AttachmentStore(database));
const userId = await insertUser(database);

function createCaller(signal = new AbortController().signal): Caller {
  return { userId, requestId: 'r', locale: 'en', timeZone: 'UTC', signal };
}

async function create(handlers: ChatKitHandlers<Caller>, options: ChatKitOptions = {}, signal?: AbortSignal) {
  const server = createChatKitServer<Caller>({
    store,
    handlers,
    options: { createThreadId: randomUUID, ...options },
  });
  const input = { content: [{ type: 'input_text', text: 'hi' }], attachments: [], inference_options: {} };
  const response = await server.process({ type: 'threads.create', params: { input } }, createCaller(signal));
  if (response.kind !== 'stream') throw new Error('expected a stream');
  return response;
}

async function collect(frames: AsyncIterable<string>): Promise<string> {
  let body = '';
  for await (const frame of frames) body += frame;
  return body;
}

async function storedItems(): Promise<ThreadItem[]> {
  const { data } = await store.listThreads({ limit: 1, order: 'desc' }, createCaller());
  const page = await store.listItems(data[0]?.id ?? '', { limit: 100, order: 'asc' }, createCaller());
  return page.data;
}

const silent: ChatKitHandlers<Caller> = { async *respond() {} };

/** Text for ever, a thousand characters at a time. */
const endless = (yielded: { count: number }): ChatKitHandlers<Caller> => ({
  async *respond(thread) {
    const item = thread.item({ type: 'assistant_message', content: [] });
    yield { type: 'thread.item.added', item };
    for (;;) {
      yielded.count += 1;
      const update = {
        type: 'assistant_message.content_part.text_delta' as const,
        content_index: 0,
        delta: 'x'.repeat(1_000),
      };
      yield { type: 'thread.item.updated', item_id: item.id, update };
    }
  },
});

test('allows clients to cancel unless the server says no', async () => {
  const options = { type: 'stream_options', stream_options: { allow_cancel: true } };
  expect(await collect((await create(silent)).frames)).toContain(JSON.stringify(options));
  const body = await collect((await create(silent, { allowCancel: false })).frames);
  expect(body).toContain('"stream_options":{"allow_cancel":false}');
});

test('keeps the message and adds no note when the client goes before the responder began', async () => {
  const controller = new AbortController();
  const respond = vi.fn<ChatKitHandlers<Caller>['respond']>();
  const { frames, finished } = await create({ respond }, {}, controller.signal);
  controller.abort();
  await finished;
  await collect(frames);
  expect(respond).not.toHaveBeenCalled();
  expect((await storedItems()).map(({ type }) => type)).toEqual(['user_message']);
});

test('makes no more of a reply than its reader takes', async () => {
  const yielded = { count: 0 };
  const { frames, finished } = await create(endless(yielded));
  const reader = frames[Symbol.asyncIterator]();
  for (let count = 0; count < 10; count += 1) await reader.next();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(yielded.count).toBe(8);
  await reader.return?.();
  await finished;
});

test('takes a reader that stops reading for a client that is gone', async () => {
  const cancelled = vi.fn<() => void>();
  const { frames, finished } = await create({ ...endless({ count: 0 }), cancelled });
  const reader = frames[Symbol.asyncIterator]();
  for (let count = 0; count < 4; count += 1) await reader.next();
  await reader.return?.();
  await finished;
  expect(cancelled).toHaveBeenCalledOnce();
  expect((await storedItems()).map(({ type }) => type)).toEqual([
    'user_message',
    'assistant_message',
    'sdk_hidden_context',
  ]);
});

test('stores what was said so far when a client goes while it is too slow to read on', async () => {
  const controller = new AbortController();
  const { frames, finished } = await create(endless({ count: 0 }), {}, controller.signal);
  const reader = frames[Symbol.asyncIterator]();
  for (let count = 0; count < 5; count += 1) await reader.next();
  controller.abort();
  await finished;
  expect((await storedItems())[1]).toMatchObject({ content: [{ text: 'x'.repeat(3_000) }] });
  expect(await reader.next()).toEqual({ value: undefined, done: true });
});

test('stops with an error, discarding what it has, when the lease of its thread is lost', async () => {
  const failed = vi.fn<() => void>();
  let signal: AbortSignal | undefined;
  const { frames, finished } = await create(
    {
      failed,
      async *respond(thread, _message, caller) {
        ({ signal } = caller);
        const item = thread.item({ type: 'assistant_message', content: [] });
        yield { type: 'thread.item.added', item };
        const update = { type: 'assistant_message.content_part.text_delta' as const, content_index: 0, delta: 'Hi' };
        yield { type: 'thread.item.updated', item_id: item.id, update };
        // Another instance took over: the next checkpoint finds out.
        await database('conversations').where({ id: thread.id }).update({ turnId: randomUUID() });
        await new Promise((resolve) => caller.signal.addEventListener('abort', resolve, { once: true }));
      },
    },
    { checkpointMilliseconds: 20 },
  );
  const body = await collect(frames);
  await finished;
  expect(body.endsWith('data: {"type":"error","code":"stream.error","allow_retry":true}\n\n')).toBe(true);
  expect(signal?.aborted).toBe(true);
  expect(failed).toHaveBeenCalled();
  expect((await storedItems()).map(({ type }) => type)).toEqual(['user_message']);
});

test('ends at once when the client goes while an item is being stored, though the responder is deaf', async () => {
  const controller = new AbortController();
  const { frames, finished } = await create(
    {
      async *respond(thread) {
        const part = { type: 'output_text' as const, text: 'Stored', annotations: [] };
        yield { type: 'thread.item.done', item: thread.item({ type: 'assistant_message', content: [part] }) };
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        throw new Error('too late for anybody');
      },
    },
    {},
    controller.signal,
  );
  const { data } = await store.listThreads({ limit: 1, order: 'desc' }, createCaller());
  const blocker = await database.transaction();
  await blocker('conversations').where({ id: data[0]?.id }).forUpdate().select('id');
  const collected = collect(frames);
  await new Promise((resolve) => setTimeout(resolve, 100));
  controller.abort();
  await blocker.commit();
  const start = performance.now();
  await Promise.all([finished, collected]);
  expect(performance.now() - start).toBeLessThan(1_000);
  expect((await storedItems()).map(({ type }) => type)).toEqual([
    'user_message',
    'assistant_message',
    'sdk_hidden_context',
  ]);
});

test('stores an item as it was when it was yielded', async () => {
  const { frames } = await create({
    async *respond(thread) {
      const part = { type: 'output_text' as const, text: 'as yielded', annotations: [] };
      const item = thread.item({ type: 'assistant_message', content: [part] });
      yield { type: 'thread.item.done', item };
      part.text = 'changed later';
      item.content.push(part);
    },
  });
  expect(await collect(frames)).not.toContain('changed later');
  expect((await storedItems())[1]).toMatchObject({ content: [{ text: 'as yielded' }] });
});

test('keeps its lease through a pause that is longer than the lease', async () => {
  const { frames } = await create(
    {
      async *respond(thread) {
        yield { type: 'progress_update', text: 'thinking' };
        await new Promise((resolve) => setTimeout(resolve, 500));
        yield { type: 'thread.item.done', item: thread.item({ type: 'end_of_turn' }) };
      },
    },
    { leaseMilliseconds: 150, checkpointMilliseconds: 30 },
  );
  expect(await collect(frames)).not.toContain('"error"');
  expect((await storedItems()).map(({ type }) => type)).toEqual(['user_message', 'end_of_turn']);
});

test('checkpoints no turn that is shorter than a second', async () => {
  const commit = vi.spyOn(store, 'commitTurn');
  const { frames } = await create({
    async *respond(thread) {
      const item = thread.item({ type: 'assistant_message', content: [] });
      yield { type: 'thread.item.added', item };
      await new Promise((resolve) => setTimeout(resolve, 300));
      const part = { type: 'output_text' as const, text: 'Hi', annotations: [] };
      yield { type: 'thread.item.done', item: { ...item, content: [part] } };
    },
  });
  await collect(frames);
  expect(commit).toHaveBeenCalledOnce();
  commit.mockRestore();
});
