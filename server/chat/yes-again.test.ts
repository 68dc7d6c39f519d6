import knex from 'knex';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { knexConfig } from '../../knexfile.ts';
import { say, stream, tasksOf } from '../testing/chat-client.ts';
import { startScriptedModel } from '../testing/scripted-model.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer({ ...model.environment });
const database = knex(knexConfig(server.databaseUrl, 1));
afterAll(() => database.destroy());
let alice: TestUser;

beforeEach(async () => {
  model.reset();
  alice = await server.signUp();
});

const rename = (task_id: number, title: string) => ({ name: 'update_task', args: { task_id, title } });
const undo = (args = {}) => ({ name: 'undo_last_change', args });
const titles = async () => (await tasksOf(alice)).map(({ title }) => title).toSorted();

async function addTasks(...names: string[]): Promise<void> {
  for (const title of names) await alice.fetch('/tasks', { body: { title } });
}

/** Has the newest message answered again, with these calls. */
async function answerAgain(conversation: string, calls: { name: string; args: unknown }[]): Promise<void> {
  const message = { conversationId: conversation, itemType: 'user_message' };
  const { itemId } = await database('messages').where(message).orderBy('id', 'desc').first();
  model.script({ calls }, { text: 'Again.' });
  await stream(alice, 'threads.retry_after_item', { thread_id: conversation, item_id: itemId });
}

test('an answer that is given again changes no third task without a yes', async () => {
  await addTasks('a', 'b', 'c', 'd');
  model.script({ calls: [rename(1, 'A'), rename(2, 'B')] }, { text: 'Done.' });
  const { conversation_id: conversation } = await say(alice, 'capitals please');
  await answerAgain(conversation, [rename(3, 'C')]);
  await answerAgain(conversation, [rename(3, 'C'), rename(4, 'D')]);
  expect(await titles()).toEqual(['A', 'B', 'c', 'd']);
  await say(alice, 'yes', conversation);
  expect(await titles()).toEqual(['A', 'B', 'C', 'D']);
});

test('what it made itself, and nobody has touched, it may still change', async () => {
  model.script({ calls: ['a', 'b', 'c'].map((title) => ({ name: 'add_task', args: { title } })) }, { text: 'Done.' });
  const { conversation_id: conversation } = await say(alice, 'add three');
  await answerAgain(conversation, [rename(1, 'A'), rename(2, 'B'), rename(3, 'C')]);
  expect(await titles()).toEqual(['A', 'B', 'C']);
});

test('it undoes nothing more, whatever the arguments of its undo', async () => {
  await addTasks('a');
  model.script({ calls: [rename(1, 'b')] }, { text: 'Done.' });
  const { conversation_id: conversation } = await say(alice, 'b');
  for (const title of ['c', 'd']) {
    model.script({ calls: [rename(1, title)] }, { text: 'Done.' });
    await say(alice, title, conversation);
  }
  model.script({ calls: [undo()] }, { text: 'Undone.' });
  await say(alice, 'undo that', conversation);
  expect(await titles()).toEqual(['c']);
  for (const calls of [[undo({ redo: false })], [undo({ redo: true })], [undo(), undo({ redo: false })]])
    await answerAgain(conversation, calls);
  expect(await titles()).toEqual(['c']);
});

test('a change of a task whose deletion waits in the same turn waits with it, so that a yes does both', async () => {
  await addTasks('a', 'b');
  const calls = [rename(1, 'A'), { name: 'delete_task', args: { task_id: 1 } }];
  model.script({ calls }, { text: 'Is that right?' });
  const asked = await say(alice, 'rename and delete it');
  expect(asked.confirmation?.summary).toBe('Delete “a”?');
  expect(await titles()).toEqual(['a', 'b']);
  await say(alice, 'yes', asked.conversation_id);
  expect(await titles()).toEqual(['b']);
});
