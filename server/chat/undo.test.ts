import { beforeEach, describe, expect, test } from 'vitest';
import knex from 'knex';
import { knexConfig } from '../../knexfile.ts';
import { addMessage, createThread, say, stream, tasksOf, type PlainAnswer } from '../testing/chat-client.ts';
import { startScriptedModel } from '../testing/scripted-model.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer({ ...model.environment });
const database = knex(knexConfig(server.databaseUrl, 2));
let alice: TestUser;

beforeEach(async () => {
  model.reset();
  alice = await server.signUp('Alice');
});

type Call = { name: string; args: Record<string, unknown> };
const add = (title: string, more: object = {}): Call => ({ name: 'add_task', args: { title, ...more } });
const rename = (task_id: number, title: string): Call => ({ name: 'update_task', args: { task_id, title } });
const undo: Call = { name: 'undo_last_change', args: {} };
const redo: Call = { name: 'undo_last_change', args: { redo: true } };

/** One turn in which the model makes these calls, an answer with calls for each list. */
async function turn(conversationId: string | undefined, ...rounds: Call[][]): Promise<PlainAnswer> {
  model.script(...rounds.map((calls) => ({ calls })), { text: 'Well.' });
  return say(alice, 'please', conversationId);
}

/** The whole list, as a person sees it. */
async function list(): Promise<unknown> {
  const bookkeeping = ['version', 'updatedAt', 'userId'];
  const rows = await database('tasks').where({ userId: alice.id }).orderBy('id').select<object[]>('*');
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !bookkeeping.includes(name))));
}

const titles = async () => (await tasksOf(alice)).map(({ title }) => title).toSorted();
const statuses = ({ tool_calls }: PlainAnswer) => tool_calls.map(({ status }) => status);

type Item = { id: string; type: string; copy_text?: string; widget?: unknown };
async function itemsOf(threadId: string): Promise<Item[]> {
  const body = { type: 'threads.get_by_id', params: { thread_id: threadId } };
  return ((await (await alice.fetch('/chat', { body })).json()) as { items: { data: Item[] } }).items.data;
}

/** The actions of a kind that a thread's cards offer, after a reload. */
async function actionsIn(threadId: string, type: string): Promise<{ item: Item; action: unknown }[]> {
  const find = (value: unknown): unknown[] => {
    if (typeof value !== 'object' || value === null) return [];
    return 'type' in value && value.type === type ? [value] : Object.values(value).flatMap(find);
  };
  return (await itemsOf(threadId)).flatMap((item) => find(item).map((action) => ({ item, action })));
}

async function click(threadId: string, type: string): Promise<void> {
  const [button] = await actionsIn(threadId, type);
  if (!button) throw new Error(`there is no ${type}`);
  await stream(alice, 'threads.custom_action', { thread_id: threadId, item_id: button.item.id, action: button.action });
}

describe('the Undo of a receipt', () => {
  const firstRun = [add('milk'), add('eggs')];
  test.each([
    ['the same calls', firstRun],
    ['more of them', [...firstRun, add('bread')]],
    ['other ones', [add('bread')]],
    ['them the other way round', firstRun.toReversed()],
  ])('finds its change when the answer is given again with %s', async (_name, secondRun) => {
    model.script({ calls: firstRun }, { text: 'Added.' });
    const frames = await createThread(alice, 'add milk and eggs');
    const threadId = (frames[0]?.['thread'] as { id: string }).id;
    for (let again = 0; again < 2; again += 1) {
      const [message] = await itemsOf(threadId);
      model.script({ calls: secondRun }, { text: 'Added.' });
      await stream(alice, 'threads.retry_after_item', { thread_id: threadId, item_id: message?.id });
    }
    const before = await list();
    await click(threadId, 'changes.undo');
    expect(await titles()).toEqual([]);
    const receipt = (await itemsOf(threadId)).find(({ type }) => type === 'widget');
    expect(receipt?.copy_text).toContain('Undone: 1. milk · off the list again');
    await click(threadId, 'changes.redo');
    expect(await list()).toEqual(before);
  });

  test('finds its change when the try before it broke off half done', async () => {
    model.script({ calls: [add('milk')] }, (response) => void response.destroy());
    model.otherwise((response) => void response.destroy());
    const frames = await createThread(alice, 'add milk and eggs');
    const threadId = (frames[0]?.['thread'] as { id: string }).id;
    expect(await titles()).toEqual(['milk']);
    model.reset();
    const [message] = await itemsOf(threadId);
    model.script({ calls: firstRun }, { text: 'Added.' });
    await stream(alice, 'threads.retry_after_item', { thread_id: threadId, item_id: message?.id });
    expect(await titles()).toEqual(['eggs', 'milk']);
    await click(threadId, 'changes.undo');
    expect(await titles()).toEqual([]);
  });

  test('takes back at once what removes many tasks, and its Redo brings them back whole', async () => {
    const many = Array.from({ length: 4 }, (_, index) =>
      add(`task ${index}`, { notes: 'with notes', tags: ['home'], recurrence: 'every day', due: 'tomorrow 6pm' }),
    );
    const { conversation_id } = await turn(undefined, many);
    const before = await list();
    for (let again = 0; again < 2; again += 1) {
      await click(conversation_id, 'changes.undo');
      expect(await list()).toEqual([]);
      await click(conversation_id, 'changes.redo');
      expect(await list()).toEqual(before);
    }
  });

  test('takes back its own change only, beside an undo of the same turn', async () => {
    const { conversation_id } = await turn(undefined, [add('milk')]);
    await turn(conversation_id, [rename(1, 'oat milk')]);
    const both = await turn(conversation_id, [undo, add('bread')]);
    expect(both.message).toContain('Undone: 1. milk · Title: oat milk → milk');
    const last = (await itemsOf(conversation_id)).at(-1);
    const [button] = (await actionsIn(conversation_id, 'changes.undo')).filter(({ item }) => item.id === last?.id);
    const params = { thread_id: conversation_id, item_id: last?.id, action: button?.action };
    await stream(alice, 'threads.custom_action', params);
    expect(await titles()).toEqual(['milk']);
  });
});

describe('one undo a turn', () => {
  test.each([
    ['in one answer', [[undo, undo, undo]]],
    ['in one answer, as redo and undo', [[undo, redo, undo]]],
    ['one after the other', [[undo], [undo], [redo]]],
    [
      'among other calls',
      [
        [undo, { name: 'list_tasks', args: {} }, undo],
        [add('x'), undo],
      ],
    ],
  ])('%s', async (_name, rounds) => {
    const { conversation_id } = await turn(undefined, [add('milk')]);
    for (const title of ['a', 'b', 'c']) await turn(conversation_id, [rename(1, title)]);
    const answer = await turn(conversation_id, ...rounds);
    const undos = answer.tool_calls.filter(({ name }) => name === 'undo_last_change');
    expect(undos.map(({ status }) => status)).toEqual(['succeeded', ...undos.slice(1).map(() => 'failed')]);
    expect(JSON.stringify(undos.at(-1)?.result)).toContain('Only one undo');
    expect((await titles())[0]).toBe('b');
  });

  test('thirty of them leave a list of thirty whole, and ask once', async () => {
    const conversation = await turn(undefined, [add('first')]);
    for (let index = 1; index < 5; index += 1) await turn(conversation.conversation_id, [add(`task ${index}`)]);
    const answer = await turn(
      conversation.conversation_id,
      Array.from({ length: 30 }, () => undo),
    );
    expect(statuses(answer)).toEqual(['proposed', ...Array.from({ length: 29 }, () => 'failed')]);
    expect(await titles()).toHaveLength(5);
    expect(answer.confirmation?.summary).toContain('“task 4”');
  });

  test('one that found nothing is none', async () => {
    const { conversation_id } = await turn(undefined, [add('milk')]);
    await turn(conversation_id, [rename(1, 'oat milk')]);
    expect(statuses(await turn(conversation_id, [redo], [undo]))).toEqual(['failed', 'succeeded']);
  });
});

describe('an undo that waits for a yes', () => {
  test('runs on it, and not on a no', async () => {
    const { conversation_id } = await turn(undefined, [add('milk', { notes: 'two litres' })]);
    const before = await list();
    expect((await turn(conversation_id, [undo])).confirmation?.summary).toContain('“milk”');
    await say(alice, 'no', conversation_id);
    expect(await list()).toEqual(before);
    await turn(conversation_id, [undo]);
    expect((await say(alice, 'yes', conversation_id)).message).toContain('Undone: 1. milk');
    expect(await list()).toEqual([]);
    await turn(conversation_id, [redo]);
    expect(await list()).toEqual(before);
  });

  test('does not run after its expiry, nor when a task in it has changed', async () => {
    const { conversation_id } = await turn(undefined, [add('milk'), add('eggs')]);
    const asked = await turn(conversation_id, [undo]);
    const expired = { expiresAt: new Date(Date.now() - 1) };
    await database('confirmations').where({ id: asked.confirmation?.id }).update(expired);
    const confirm = (answer: PlainAnswer) =>
      alice.fetch('/chat', {
        body: { conversation_id, confirmation: { id: answer.confirmation?.id, decision: 'confirm' } },
      });
    await confirm(asked);
    expect(await titles()).toEqual(['eggs', 'milk']);

    const again = await turn(conversation_id, [undo]);
    await alice.fetch('/tasks/1', { method: 'PATCH', body: { title: 'oat milk' } });
    const renewed = (await (await confirm(again)).json()) as PlainAnswer;
    expect(await titles()).toEqual(['eggs', 'oat milk']);
    expect(renewed.confirmation?.summary).toBe('Delete “eggs”?');
    await confirm(renewed);
    expect(await titles()).toEqual(['oat milk']);
  });

  test('touches three tasks, alone or with what the turn changes besides', async () => {
    const { conversation_id } = await turn(
      undefined,
      ['a', 'b', 'c', 'd'].map((title) => add(title)),
    );
    await turn(conversation_id, [rename(1, 'A'), rename(2, 'B')]);
    expect(statuses(await turn(conversation_id, [rename(3, 'C'), undo]))).toEqual(['succeeded', 'proposed']);
    await say(alice, 'no', conversation_id);
    expect(statuses(await turn(conversation_id, [undo]))).toEqual(['succeeded']);
    expect(statuses(await turn(conversation_id, [undo, rename(4, 'D')]))).toEqual(['succeeded', 'proposed']);
    await say(alice, 'yes', conversation_id);
    expect(await titles()).toEqual(['D', 'a', 'b', 'c']);

    await turn(
      conversation_id,
      [1, 2, 3].map((id) => rename(id, `${id}`)),
    );
    await say(alice, 'yes', conversation_id);
    const three = await turn(conversation_id, [undo]);
    expect([statuses(three), three.confirmation?.summary]).toEqual([
      ['proposed'],
      [
        'Change 3 tasks: “1”, “2”, “3”?',
        '– Change: “1” · Title: “1” → “a”',
        '– Change: “2” · Title: “2” → “b”',
        '– Change: “3” · Title: “3” → “c”',
      ].join('\n'),
    ]);
  });
});

describe('undo that', () => {
  test('takes back what this conversation did, and nothing of another, of the page or of outside', async () => {
    const here = (await turn(undefined, [add('milk')])).conversation_id;
    await turn(here, [rename(1, 'oat milk')]);
    await alice.fetch('/tasks', { body: { title: 'from the page' } });
    const there = (await turn(undefined, [rename(2, 'from the tab')])).conversation_id;
    const answer = await turn(here, [undo]);
    expect(answer.message).toContain('Undone: 1. milk · Title: oat milk → milk');
    expect(await titles()).toEqual(['from the tab', 'milk']);

    const empty = await turn(undefined, [undo]);
    expect(statuses(empty)).toEqual(['failed']);
    expect(JSON.stringify(empty.tool_calls[0]?.result)).toContain(
      'nothing to undo in this conversation. What was changed last elsewhere is “from the tab”',
    );
    const [{ batchId }] = await database('taskChanges').where({ userId: alice.id, conversationId: there }).select();
    const foreign = await turn(here, [{ name: 'undo_last_change', args: { batch_id: batchId } }]);
    expect(statuses(foreign)).toEqual(['failed']);
    expect(await titles()).toEqual(['from the tab', 'milk']);
  });

  test('counts a box ticked in this conversation, and goes further back each time', async () => {
    const { conversation_id } = await turn(undefined, [add('milk')]);
    await turn(conversation_id, [rename(1, 'oat milk')]);
    model.script({ calls: [{ name: 'list_tasks', args: {} }] }, { text: 'This is open:' });
    await addMessage(alice, conversation_id, 'show my tasks');
    const [box] = await actionsIn(conversation_id, 'task.toggle');
    const params = { thread_id: conversation_id, item_id: box?.item.id };
    const action = { type: 'task.toggle', payload: { task_id: 1, completed: true } };
    await alice.fetch('/chat', { body: { type: 'threads.sync_custom_action', params: { ...params, action } } });
    expect((await turn(conversation_id, [undo])).message).toContain('Undone: 1. oat milk · open again');
    expect((await turn(conversation_id, [undo])).message).toContain('Title: oat milk → milk');
    expect((await turn(conversation_id, [redo])).message).toContain('Redone: 1. oat milk · Title: milk → oat milk');
    expect((await turn(conversation_id, [undo])).message).toContain('Title: oat milk → milk');
    await turn(conversation_id, [rename(1, 'soy milk')]);
    expect(statuses(await turn(conversation_id, [redo]))).toEqual(['failed']);
    expect(await titles()).toEqual(['soy milk']);
  });

  test.each([
    ['undo that', 'redo that'],
    ['undo', 'undo the undo'],
    ['scratch that', 'bring it back'],
  ])('is understood without a model: “%s”, then “%s”', async (undoing, redoing) => {
    const offline = await startTestServer({ DATABASE_URL: server.databaseUrl, BETTER_AUTH_URL: server.url });
    const person = await server.signUp('Bob');
    const bob = person.at(offline.url);
    const { conversation_id } = await say(bob, 'add buy milk tomorrow at 5pm');
    await say(bob, 'rename it to buy oat milk', conversation_id);
    await say(bob, undoing, conversation_id);
    expect(await tasksOf(bob)).toMatchObject([{ id: 1, title: 'buy milk' }]);
    await say(bob, redoing, conversation_id);
    expect(await tasksOf(bob)).toMatchObject([{ id: 1, title: 'buy oat milk' }]);
    await say(bob, undoing, conversation_id);
    expect((await say(bob, undoing, conversation_id)).confirmation?.summary).toBe('Delete “buy milk”?');
    await say(bob, 'yes', conversation_id);
    expect(await tasksOf(bob)).toEqual([]);
    expect((await say(bob, undoing, conversation_id)).message).toBe('There is nothing to undo in this conversation.');
    await say(bob, redoing, conversation_id);
    expect(await tasksOf(bob)).toMatchObject([{ id: 1, title: 'buy milk' }]);
    await offline.stop();
  });
});
