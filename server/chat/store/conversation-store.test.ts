import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { TurnLease } from '../../chatkit/chatkit-store.ts';
import { createItemId } from '../../chatkit/protocol/item-id.ts';
import type { AssistantMessageItem, UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import { openDatabase } from '../../database/database.ts';
import type { Caller } from '../../ground/caller.ts';
import { insertUser } from '../../testing/factories.ts';
import { createTestDatabase } from '../../testing/test-database.ts';
import { AttachmentStore } from './attachment-store.ts';
import { ConversationStore } from './conversation-store.ts';

const { database, url } = await createTestDatabase();
const store = new ConversationStore(database, new AttachmentStore(database));
const alice = await createCaller();
const bob = await createCaller();

async function createCaller(): Promise<Caller> {
  const userId = await insertUser(database);
  return { userId, requestId: 'r', locale: 'en', timeZone: 'UTC', signal: new AbortController().signal };
}

function createLease(threadId: string = randomUUID(), milliseconds = 10_000): TurnLease {
  return { threadId, token: randomUUID(), milliseconds };
}

function createMessage(threadId: string, text = 'hello', createdAt = new Date().toISOString()): UserMessageItem {
  return {
    id: createItemId('user_message'),
    thread_id: threadId,
    created_at: createdAt,
    type: 'user_message',
    content: [{ type: 'input_text', text }],
    attachments: [],
    inference_options: {},
  };
}

function createReply(threadId: string, text: string, createdAt = new Date().toISOString()): AssistantMessageItem {
  return {
    id: createItemId('assistant_message'),
    thread_id: threadId,
    created_at: createdAt,
    type: 'assistant_message',
    content: [{ type: 'output_text', text, annotations: [] }],
  };
}

async function createThread(caller: Caller = alice, lease: TurnLease = createLease()): Promise<TurnLease> {
  const message = createMessage(lease.threadId);
  await store.beginTurn(
    lease,
    { kind: 'create', createdAt: message.created_at, title: null, message, attachmentIds: [] },
    50,
    caller,
  );
  return lease;
}

async function createIdleThread(caller: Caller = alice): Promise<string> {
  const lease = await createThread(caller);
  await store.commitTurn(lease, { release: true }, caller);
  return lease.threadId;
}

function say(lease: TurnLease, caller: Caller = alice, from = store) {
  const message = createMessage(lease.threadId, 'more');
  return from.beginTurn(lease, { kind: 'message', message, attachmentIds: [] }, 50, caller);
}

async function itemIds(threadId: string, caller: Caller = alice): Promise<string[]> {
  const { data } = await store.listItems(threadId, { limit: 100, order: 'asc' }, caller);
  return data.map(({ id }) => id);
}

describe('turns', () => {
  test('gives the history with the new message last', async () => {
    const threadId = await createIdleThread();
    const lease = createLease(threadId);
    const begun = await say(lease);
    expect(begun.history.map(({ id }) => id)).toEqual(await itemIds(threadId));
    expect(begun.item?.id).toBe(begun.history.at(-1)?.id);
  });

  test('refuses a second turn while one runs, and stores nothing of it', async () => {
    const { threadId } = await createThread();
    await expect(say(createLease(threadId))).rejects.toMatchObject({ code: 'turn_in_progress', status: 409 });
    expect(await itemIds(threadId)).toHaveLength(1);
  });

  test('lets exactly one of many instances win', async () => {
    const threadId = await createIdleThread();
    const other = openDatabase(url, 5);
    const otherStore = new ConversationStore(other, new AttachmentStore(other));
    const attempts = Array.from({ length: 8 }, (_, index) =>
      say(createLease(threadId), alice, index % 2 ? otherStore : store),
    );
    const results = await Promise.allSettled(attempts);
    await other.destroy();
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await itemIds(threadId)).toHaveLength(2);
  });

  test('sees the last reply of a turn that ended while this one waited for it', async () => {
    const lease = await createThread(alice, createLease(randomUUID(), 1));
    const reply = createReply(lease.threadId, 'the end');
    let waiting: ReturnType<typeof say> | undefined;
    await database.transaction(async (transaction) => {
      const inside = new ConversationStore(transaction, new AttachmentStore(transaction));
      await inside.commitTurn(lease, { items: [reply], release: true }, alice);
      waiting = say(createLease(lease.threadId));
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    const begun = await waiting;
    expect(begun?.history.map(({ id }) => id)).toContain(reply.id);
  });

  test('takes over a lease that ran out, and discards what its late holder writes', async () => {
    const late = await createThread(alice, createLease(randomUUID(), 1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const begun = await say(createLease(late.threadId));
    expect(begun.history).toHaveLength(2);
    const written = await store.commitTurn(late, { items: [createReply(late.threadId, 'late')], release: true }, alice);
    expect(written).toBeNull();
    expect(await itemIds(late.threadId)).toHaveLength(2);
  });

  test('marks text that a dead instance left as interrupted, for readers and for the next turn', async () => {
    const dead = await createThread(alice, createLease(randomUUID(), 150));
    const draft = createReply(dead.threadId, 'What you had se');
    await store.commitTurn(dead, { drafts: [draft] }, alice);
    const read = async () => (await store.readThread(dead.threadId, 20, alice)).items.data.at(-1);
    expect(await read()).toEqual({ ...draft, status: 'in_progress' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await read()).toEqual({ ...draft, status: 'incomplete' });
    const begun = await say(createLease(dead.threadId));
    expect(begun.history[1]).toEqual({ ...draft, status: 'incomplete' });
    expect((await store.readThread(dead.threadId, 20, alice)).items.data[1]).toEqual({
      ...draft,
      status: 'incomplete',
    });
  });

  test('replaces a checkpoint by the finished item where it is', async () => {
    const lease = await createThread();
    const draft = createReply(lease.threadId, 'Hel');
    await store.commitTurn(lease, { drafts: [draft] }, alice);
    const card = createReply(lease.threadId, 'after');
    await store.commitTurn(lease, { items: [card] }, alice);
    const done = { ...draft, content: [{ type: 'output_text' as const, text: 'Hello', annotations: [] }] };
    await store.commitTurn(lease, { items: [done], release: true }, alice);
    const { data } = await store.listItems(lease.threadId, { limit: 10, order: 'asc' }, alice);
    expect(data.slice(1)).toEqual([done, card]);
  });

  test('keeps a rename that came during the turn, and still takes its other changes', async () => {
    const lease = await createThread();
    await store.renameThread(lease.threadId, 'Mine', alice);
    const record = await store.commitTurn(
      lease,
      { thread: { title: { from: null, to: 'Automatic' }, metadata: { a: 1 } }, release: true },
      alice,
    );
    expect(record).toMatchObject({ title: 'Mine', metadata: { a: 1 } });
  });

  test('deletes everything after the message of a retry', async () => {
    const lease = await createThread();
    const [first = ''] = await itemIds(lease.threadId);
    const replies = ['a', 'b', 'c'].map((text) => createReply(lease.threadId, text));
    await store.commitTurn(lease, { items: replies, release: true }, alice);
    const retry = { kind: 'retry' as const, itemId: first };
    const begun = await store.beginTurn(createLease(lease.threadId), retry, 50, alice);
    expect(begun.history.map(({ id }) => id)).toEqual([first]);
    expect(begun.item?.id).toBe(first);
    expect(await itemIds(lease.threadId)).toEqual([first]);
  });

  test('takes no lease for a retry of something else', async () => {
    const lease = await createThread();
    const reply = createReply(lease.threadId, 'a');
    await store.commitTurn(lease, { items: [reply], release: true }, alice);
    const begin = (itemId: string) =>
      store.beginTurn(createLease(lease.threadId), { kind: 'retry', itemId }, 50, alice);
    await expect(begin(reply.id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(begin('msg_unknown')).rejects.toMatchObject({ code: 'not_found' });
    await expect(say(createLease(lease.threadId))).resolves.toBeDefined();
  });

  test('stores text that PostgreSQL would refuse without what it refuses', async () => {
    const lease = await createThread();
    const reply = createReply(lease.threadId, 'a\0b\ud800c 😀 \\u0000');
    await store.commitTurn(lease, { items: [reply] }, alice);
    const { data } = await store.listItems(lease.threadId, { limit: 1, order: 'desc' }, alice);
    expect(data[0]).toMatchObject({ content: [{ text: 'ab\ufffdc 😀 \\u0000' }] });
  });
});

test('reads items of older and newer versions', async () => {
  const { threadId } = await createThread();
  const insert = (itemId: string, item: object) =>
    database('messages').insert({ itemId, conversationId: threadId, userId: alice.userId, itemType: 'x', item });
  await insert('old_1', { id: 'old_1', type: 'user_message', content: [] });
  await insert('old_2', { id: 'old_2', type: 'assistant_message' });
  await insert('new_1', { id: 'new_1', type: 'hologram', shape: null });
  const { items } = await store.readThread(threadId, 20, alice);
  expect(items.data.slice(1)).toEqual([
    { id: 'old_1', type: 'user_message', content: [], attachments: [], inference_options: {} },
    { id: 'old_2', type: 'assistant_message', content: [] },
    { id: 'new_1', type: 'hologram', shape: null },
  ]);
});

describe('ownership', () => {
  test("answers for another user's conversation as for one that does not exist", async () => {
    const lease = await createThread(bob);
    for (const threadId of [lease.threadId, randomUUID(), 'not-a-uuid']) {
      const missing = { code: 'not_found', status: 404 };
      await expect(store.readThread(threadId, 20, alice)).rejects.toMatchObject(missing);
      await expect(store.listItems(threadId, { limit: 1, order: 'asc' }, alice)).rejects.toMatchObject(missing);
      await expect(store.renameThread(threadId, 'x', alice)).rejects.toMatchObject(missing);
      await expect(store.loadThread(threadId, null, alice)).rejects.toMatchObject(missing);
      await expect(say(createLease(threadId))).rejects.toMatchObject(missing);
      await store.deleteThread(threadId, alice);
    }
    expect(await store.commitTurn(lease, { items: [createReply(lease.threadId, 'x')] }, alice)).toBeNull();
    expect(await itemIds(lease.threadId, bob)).toHaveLength(1);
    expect((await store.listThreads({ limit: 100, order: 'asc' }, alice)).data.map(({ id }) => id)).not.toContain(
      lease.threadId,
    );
  });

  test('never overwrites an item of another conversation that has the same id', async () => {
    const theirs = await createThread(bob);
    const reply = createReply(theirs.threadId, 'mine');
    await store.commitTurn(theirs, { items: [reply], release: true }, bob);
    const lease = await createThread(alice);
    await store.commitTurn(lease, { items: [{ ...createReply(lease.threadId, 'forged'), id: reply.id }] }, alice);
    const { data } = await store.listItems(theirs.threadId, { limit: 1, order: 'desc' }, bob);
    expect(data).toEqual([reply]);
  });
});

describe('pages', () => {
  test('visits every item once in order of creation though all timestamps are equal', async () => {
    const lease = await createThread();
    const stamp = '2026-01-01T00:00:00.000Z';
    const replies = Array.from({ length: 7 }, (_, index) => createReply(lease.threadId, String(index), stamp));
    await store.commitTurn(lease, { items: replies, release: true }, alice);
    const expected = await itemIds(lease.threadId);
    expect(expected.slice(1)).toEqual(replies.map(({ id }) => id));
    for (const order of ['asc', 'desc'] as const) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await store.listItems(lease.threadId, { limit: 3, order, ...(after && { after }) }, alice);
        seen.push(...page.data.map(({ id }) => id));
        expect(page.has_more).toBe(page.after !== undefined);
        after = page.after;
      } while (after);
      expect(order === 'asc' ? seen : seen.toReversed()).toEqual(expected);
    }
  });

  test('visits every conversation once though all were created at the same moment', async () => {
    const carol = await createCaller();
    const createdAt = '2026-01-01T00:00:00.000Z';
    const ids = await Promise.all(
      Array.from({ length: 7 }, async () => {
        const lease = createLease();
        const message = createMessage(lease.threadId);
        await store.beginTurn(lease, { kind: 'create', createdAt, title: null, message, attachmentIds: [] }, 50, carol);
        return lease.threadId;
      }),
    );
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await store.listThreads({ limit: 2, order: 'desc', ...(after && { after }) }, carol);
      seen.push(...page.data.map(({ id }) => id));
      after = page.after;
    } while (after);
    expect(seen).toEqual(ids.toSorted().toReversed());
  });

  test('come in the order of what was said last, and lose nothing that is said in between', async () => {
    const dora = await createCaller();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await createIdleThread(dora));
    const [first = '', second = '', third = '', fourth = '', fifth = ''] = ids;
    const talk = async (threadId: string) => {
      const lease = createLease(threadId);
      await say(lease, dora);
      await store.commitTurn(lease, { items: [createReply(threadId, 'yes')], release: true }, dora);
    };
    const page = async (after?: string) =>
      store.listThreads({ limit: 2, order: 'desc', ...(after && { after }) }, dora).then(({ data }) => data);
    await talk(first);
    await store.renameThread(second, 'Only renamed', dora);
    expect((await page()).map(({ id }) => id)).toEqual([first, fifth]);
    await talk(fourth);
    expect((await page(fifth)).map(({ id }) => id)).toEqual([third, second]);
    // The very cursor moves: what is behind it still comes, if with some that were seen.
    await talk(fifth);
    const rest = [...(await page(fifth)), ...(await page(fourth)), ...(await page(first))].map(({ id }) => id);
    expect(rest).toEqual(expect.arrayContaining([third, second]));
    const [newest] = await page();
    expect(Date.parse(newest?.activeAt ?? '')).toBeGreaterThan(Date.parse(newest?.createdAt ?? ''));
  });

  test('say of a message that its turn runs, and that it died', async () => {
    const lease = await createThread();
    const shown = async () => {
      const { items } = await store.readThread(lease.threadId, 50, alice);
      return items.data.map(({ type, ...item }) => [type, 'status' in item ? item.status : undefined]);
    };
    expect(await shown()).toEqual([['user_message', 'in_progress']]);
    await database('conversations')
      .where({ id: lease.threadId })
      .update({ turnLeaseUntil: new Date(0) });
    expect(await shown()).toEqual([['user_message', 'incomplete']]);
    const next = createLease(lease.threadId);
    await say(next);
    await store.commitTurn(next, { items: [createReply(next.threadId, 'yes')], release: true }, alice);
    expect((await shown()).slice(1)).toEqual([
      ['user_message', undefined],
      ['assistant_message', undefined],
    ]);
  });

  test('refuses a cursor that does not exist', async () => {
    const threadId = await createIdleThread();
    const invalid = { code: 'invalid_request', status: 400 };
    const query = { limit: 5, order: 'desc' as const };
    await expect(store.listItems(threadId, { ...query, after: 'msg_x' }, alice)).rejects.toMatchObject(invalid);
    await expect(store.listThreads({ ...query, after: randomUUID() }, alice)).rejects.toMatchObject(invalid);
    await expect(store.listThreads({ ...query, after: 'x' }, alice)).rejects.toMatchObject(invalid);
  });
});
