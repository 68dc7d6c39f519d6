import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { startScriptedModel } from '../../testing/scripted-model.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer({
  ...model.environment,
  CONVERSATIONS_PER_USER: '3',
  MESSAGE_BYTES_PER_USER: '40000',
});
const database = openDatabase(server.databaseUrl, 1);
afterAll(() => database.destroy());

async function say(user: TestUser, message: string, conversationId?: string) {
  const response = await user.fetch('/chat', {
    body: { message, ...(conversationId !== undefined && { conversation_id: conversationId }) },
  });
  return { status: response.status, ...((await response.json()) as { code?: string; conversation_id: string }) };
}

test('begins no more conversations than there is room for, by either form, until one is deleted', async () => {
  const alice = await server.signUp();
  const first = await say(alice, 'one');
  for (const text of ['two', 'three']) expect((await say(alice, text)).status).toBe(200);
  expect(await say(alice, 'four')).toMatchObject({ status: 413, code: 'too_large' });
  const input = { content: [{ type: 'input_text', text: 'hi' }], attachments: [], inference_options: {} };
  const refused = await alice.fetch('/chat', { body: { type: 'threads.create', params: { input } } });
  expect([refused.status, await refused.json()]).toMatchObject([413, { code: 'too_large' }]);
  expect((await say(alice, 'on', first.conversation_id)).status).toBe(200);
  await alice.fetch('/chat', { body: { type: 'threads.delete', params: { thread_id: first.conversation_id } } });
  expect((await say(alice, 'four')).status).toBe(200);
  expect((await say(await server.signUp('Bob'), 'one')).status).toBe(200);
});

test('says of a conversation that is full that it is, and of all of them together', async () => {
  const alice = await server.signUp();
  const long = 'x'.repeat(1_500);
  const full = await say(alice, long);
  expect(await say(alice, long, full.conversation_id)).toMatchObject({ status: 200 });
  expect(await say(alice, 'more', full.conversation_id)).toMatchObject({ status: 413, code: 'too_large' });
  model.script({ text: 'y'.repeat(45_000) });
  expect((await say(alice, 'tell me all')).status).toBe(200);
  // They are added up with every hundredth.
  await database('users').where({ id: alice.id }).update({ conversationCounter: 99 });
  expect(await say(alice, 'three')).toMatchObject({ status: 413, code: 'too_large' });
});
