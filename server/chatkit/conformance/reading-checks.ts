import { describe, expect } from 'vitest';
import { userInput, type ConformanceClient, type Json } from './conformance-client.ts';
import { checksOf, type ConformanceTarget, type Scripted } from './conformance-target.ts';
import { done, message } from './scripted-replies.ts';

const UNKNOWN = 'b6c2f3b4-0000-4000-8000-000000000000';

/** Reading, renaming and deleting threads. */
export function readingChecks(target: ConformanceTarget): void {
  const { wire, scripted } = checksOf(target);

  describe('reading threads and items', () => {
    scripted('opens a thread with its 20 oldest items, oldest first', async ({ alice, host }) => {
      const threadId = await createLongThread(alice, host, 30);
      const { items } = await alice.json('threads.get_by_id', { thread_id: threadId });
      expect(items.data).toEqual((await alice.items(threadId)).slice(0, 20));
      expect(items.data[0].type).toBe('user_message');
    });

    scripted('says where to go on when there are more than 20', async ({ alice, host }) => {
      const threadId = await createLongThread(alice, host, 20);
      const { items } = await alice.json('threads.get_by_id', { thread_id: threadId });
      expect(items).toMatchObject({ has_more: true, after: items.data[19].id });
      const rest = await alice.json('items.list', { thread_id: threadId, order: 'asc', after: items.after });
      expect(rest.data).toHaveLength(1);
    });

    scripted('shows no hidden items in an opened thread', async ({ alice, host }) => {
      const threadId = await createHiddenThread(alice, host);
      const { items } = await alice.json('threads.get_by_id', { thread_id: threadId });
      expect(items.data.map(({ type }: Json) => type)).not.toContain('hidden_context_item');
    });

    wire('answers 404 for a thread that does not exist', async (alice) => {
      for (const thread_id of [UNKNOWN, 'thr_nothing']) {
        expect((await alice.refused('threads.get_by_id', { thread_id })).status).toBe(404);
        expect((await alice.refused('items.list', { thread_id })).status).toBe(404);
        expect((await alice.refused('threads.update', { thread_id, title: 'x' })).status).toBe(404);
      }
    });

    wire('lists 20 threads, newest first', async (alice) => {
      const created: string[] = [];
      for (let index = 0; index < 22; index += 1) created.push((await alice.createThread()).threadId);
      const { data } = await alice.json('threads.list', {});
      expect(data.map(({ id }: Json) => id)).toEqual(created.toReversed().slice(0, 20));
    });

    wire('takes a limit of 0 or null as 20', async (alice) => {
      const { data } = await alice.json('threads.list', {});
      expect((await alice.json('threads.list', { limit: 0 })).data).toEqual(data);
      expect((await alice.json('threads.list', { limit: null })).data).toEqual(data);
      expect((await alice.json('threads.list', { limit: 2 })).data).toEqual(data.slice(0, 2));
      expect((await alice.refused('threads.list', { limit: -1 })).status).toBe(400);
    });

    wire('lists threads without items and metadata', async (alice) => {
      await alice.createThread();
      const { data } = await alice.json('threads.list', {});
      for (const thread of data) {
        expect(thread).toMatchObject({ items: { data: [], has_more: false }, metadata: {} });
      }
    });

    wire('gives a cursor exactly when there is more', async (alice) => {
      const { threadId } = await alice.createThread();
      await alice.say(threadId);
      const items = await alice.items(threadId);
      for (const limit of [1, items.length - 1, items.length, 50]) {
        const page = await alice.json('items.list', { thread_id: threadId, limit });
        expect(page.has_more).toBe(limit < items.length);
        expect('after' in page).toBe(page.has_more);
      }
    });

    wire('visits every row once', async (alice) => {
      for (let index = 0; index < 5; index += 1) await alice.createThread();
      for (const order of ['asc', 'desc']) {
        const seen = await visit(alice, 'threads.list', { order, limit: 3 });
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.length).toBeGreaterThanOrEqual(5);
      }
    });

    wire('takes the id of the last received row for a cursor', async (alice) => {
      const { threadId } = await alice.createThread();
      await alice.say(threadId);
      const page = await alice.json('items.list', { thread_id: threadId, limit: 1 });
      expect(page.data.at(-1).id).toBe(page.after);
      const threads = await alice.json('threads.list', { limit: 2 });
      expect(threads.data.at(-1).id).toBe(threads.after);
    });

    scripted('lists the 20 newest items, newest first', async ({ alice, host }) => {
      const threadId = await createLongThread(alice, host, 30);
      const { data } = await alice.json('items.list', { thread_id: threadId });
      expect(data).toEqual((await alice.items(threadId)).toReversed().slice(0, 20));
    });

    scripted('lists items oldest first when asked to', async ({ alice, host }) => {
      const threadId = await createLongThread(alice, host, 9);
      const items = await alice.items(threadId);
      const params = { thread_id: threadId, order: 'asc', limit: 4 };
      expect((await alice.json('items.list', params)).data).toEqual(items.slice(0, 4));
      const next = await alice.json('items.list', { ...params, after: items[3].id });
      expect(next.data).toEqual(items.slice(4, 8));
    });

    scripted('removes hidden items after paging', async ({ alice, host }) => {
      const threadId = await createHiddenThread(alice, host);
      const page = await alice.json('items.list', { thread_id: threadId, order: 'desc', limit: 3 });
      expect(page).toMatchObject({ data: [], has_more: true });
      const seen = await visit(alice, 'items.list', { thread_id: threadId, order: 'desc', limit: 3 });
      expect(seen).toHaveLength(2);
    });

    scripted('takes a hidden item for a cursor', async ({ alice, host }) => {
      const threadId = await createHiddenThread(alice, host);
      const { after } = await alice.json('items.list', { thread_id: threadId, order: 'desc', limit: 3 });
      const next = await alice.json('items.list', { thread_id: threadId, order: 'desc', limit: 50, after });
      expect(next.data).toHaveLength(2);
    });

    wire('answers an unknown cursor with a client error', async (alice) => {
      const { threadId } = await alice.createThread();
      const other = await alice.createThread();
      for (const after of ['msg_unknown', other.userItem.id]) {
        expect((await alice.refused('items.list', { thread_id: threadId, after })).status).toBe(400);
      }
      for (const after of ['thr_unknown', UNKNOWN]) {
        expect((await alice.refused('threads.list', { after })).status).toBe(400);
      }
    });

    scripted('keeps the threads of another user out of lists, reads and writes', async ({ alice, bob }) => {
      const { threadId, userItem } = await bob.createThread();
      expect(await visit(alice, 'threads.list', { limit: 50 })).not.toContain(threadId);
      const thread_id = threadId;
      const requests: [string, object][] = [
        ['threads.get_by_id', { thread_id }],
        ['items.list', { thread_id }],
        ['threads.update', { thread_id, title: 'mine' }],
        ['threads.add_user_message', { thread_id, input: userInput('hi') }],
        ['threads.retry_after_item', { thread_id, item_id: userItem.id }],
        ['threads.add_structured_input', { thread_id, item_id: userItem.id, input: {} }],
        ['threads.add_client_tool_output', { thread_id, result: 1 }],
        ['threads.custom_action', { thread_id, action: { type: 'a' } }],
        ['threads.sync_custom_action', { thread_id, action: { type: 'a' } }],
      ];
      for (const [type, params] of requests) expect((await alice.refused(type, params)).status, type).toBe(404);
      expect((await alice.refused('threads.list', { after: threadId })).status).toBe(400);
      await alice.json('threads.delete', { thread_id });
      expect(await bob.items(threadId)).toEqual([userItem]);
    });

    wire('changes the title and nothing else', async (alice) => {
      const { threadId, events } = await alice.createThread();
      const before = await alice.json('threads.get_by_id', { thread_id: threadId });
      const params = { thread_id: threadId, title: 'New é 😀', status: { type: 'closed' }, metadata: { a: 1 } };
      const updated = await alice.json('threads.update', params);
      expect(updated).toEqual({ ...events[0].thread, title: 'New é 😀' });
      const after = await alice.json('threads.get_by_id', { thread_id: threadId });
      expect(after).toEqual({ ...before, title: 'New é 😀' });
    });

    wire('accepts an empty title', async (alice) => {
      const { threadId } = await alice.createThread();
      expect(await alice.json('threads.update', { thread_id: threadId, title: '' })).toMatchObject({ title: '' });
    });

    wire('deletes a thread for good', async (alice) => {
      const { threadId } = await alice.createThread();
      expect(await alice.json('threads.delete', { thread_id: threadId })).toEqual({});
      expect((await alice.refused('threads.get_by_id', { thread_id: threadId })).status).toBe(404);
      expect(await visit(alice, 'threads.list', { limit: 50 })).not.toContain(threadId);
    });

    wire('answers the deletion of a missing thread alike', async (alice) => {
      expect(await alice.json('threads.delete', { thread_id: UNKNOWN })).toEqual({});
      expect(await alice.json('threads.delete', { thread_id: 'thr_nothing' })).toEqual({});
    });
  });
}

async function createLongThread(alice: ConformanceClient, host: Scripted['host'], replies: number): Promise<string> {
  const word = host.respond(async function* (thread) {
    for (let index = 0; index < replies; index += 1) yield done(message(thread, String(index)));
  });
  return (await alice.createThread(word)).threadId;
}

/** A message, a reply, and more hidden items than fit on a small page. */
async function createHiddenThread(alice: ConformanceClient, host: Scripted['host']): Promise<string> {
  const word = host.respond(async function* (thread) {
    yield done(message(thread, 'seen'));
    for (let index = 0; index < 5; index += 1) {
      yield done(thread.item({ type: 'hidden_context_item', content: index }));
    }
  });
  return (await alice.createThread(word)).threadId;
}

async function visit(client: ConformanceClient, type: string, params: object): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await client.json(type, { ...params, after });
    ids.push(...page.data.map(({ id }: Json) => id));
    after = page.after;
  } while (after);
  return ids;
}
