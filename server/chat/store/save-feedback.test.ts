import knex from 'knex';
import { afterAll, expect, test } from 'vitest';
import { knexConfig } from '../../../knexfile.ts';
import { createThread } from '../../testing/chat-client.ts';
import { startTestServer } from '../../testing/test-server.ts';

const server = await startTestServer();
const database = knex(knexConfig(server.databaseUrl, 1));
afterAll(() => database.destroy());
const alice = await server.signUp('Alice');
const bob = await server.signUp('Bob');

const frames = await createThread(alice, 'hi');
const threadId = (frames[0]?.['thread'] as { id: string }).id;
const itemId = (frames.findLast(({ type }) => type === 'thread.item.done')?.['item'] as { id: string }).id;
const give = (user: typeof alice, item_ids: string[], kind: string) =>
  user.fetch('/chat', { body: { type: 'items.feedback', params: { thread_id: threadId, item_ids, kind } } });

test('keeps the latest thumb for each message', async () => {
  expect((await give(alice, [itemId], 'positive')).status).toBe(200);
  expect((await give(alice, [itemId, itemId], 'negative')).status).toBe(200);
  expect(await database('messageFeedback').where({ userId: alice.id }).select('itemId', 'kind')).toEqual([
    { itemId, kind: 'negative' },
  ]);
});

test('stores nothing when one of the messages is not there, or not yours', async () => {
  expect((await give(alice, [itemId, 'msg_unknown'], 'positive')).status).toBe(404);
  expect((await give(bob, [itemId], 'positive')).status).toBe(404);
  expect(await database('messageFeedback').select('kind')).toEqual([{ kind: 'negative' }]);
});
