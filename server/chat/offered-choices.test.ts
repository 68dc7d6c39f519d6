import { beforeEach, describe, expect, test } from 'vitest';
import { addMessage, createThread, say, stream, tasksOf, type Frame } from '../testing/chat-client.ts';
import { startScriptedModel } from '../testing/scripted-model.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer({ ...model.environment });
let alice: TestUser;

beforeEach(async () => {
  model.reset();
  alice = await server.signUp('Alice');
});

interface Item {
  id: string;
  type: string;
  copy_text?: string;
  content?: { text: string }[];
  widget?: { children: { children: { label: string; onClickAction: { type: string; payload: unknown } }[] }[] };
}

const QUESTION = 'Shall I add “sunny day”?';
const CHOICES = ['Add “sunny day”', 'Show today', 'Neither'];
const offer = { name: 'offer_choices', args: { question: QUESTION, choices: CHOICES } };

async function ask(...before: { name: string; args: Record<string, unknown> }[]): Promise<string> {
  model.script({ calls: [...before, offer] });
  const frames = await createThread(alice, 'is today a sunny day');
  return (frames[0]?.['thread'] as { id: string }).id;
}

async function itemsOf(threadId: string, user = alice): Promise<Item[]> {
  const body = { type: 'threads.get_by_id', params: { thread_id: threadId } };
  return ((await (await user.fetch('/chat', { body })).json()) as { items: { data: Item[] } }).items.data;
}

async function cardOf(threadId: string): Promise<Item | undefined> {
  return (await itemsOf(threadId)).find(({ type }) => type === 'widget');
}

function buttonsOf(card: Item | undefined) {
  return card?.widget?.children.flatMap(({ children }) => children) ?? [];
}

function click(threadId: string, card: Item | undefined, choice: number, user = alice): Promise<Frame[]> {
  const action = { type: 'choice.answer', payload: { choice } };
  return stream(user, 'threads.custom_action', { thread_id: threadId, item_id: card?.id, action });
}

const textsOf = (items: readonly Item[], type: string) =>
  items.filter((item) => item.type === type).map(({ content }) => content?.map(({ text }) => text).join(''));

describe('a question with choices', () => {
  test('is the reply, ends the turn, and has a button for each answer', async () => {
    const threadId = await ask();
    expect(model.requests).toHaveLength(1);
    const items = await itemsOf(threadId);
    expect(items.map(({ type }) => type)).toEqual(['user_message', 'assistant_message', 'widget']);
    expect(textsOf(items, 'assistant_message')).toEqual([QUESTION]);
    expect(buttonsOf(items[2]).map(({ label }) => label)).toEqual(CHOICES);
    expect(items[2]?.copy_text).toBe('- Add “sunny day”\n- Show today\n- Neither');
  });

  test('is offered to the model beside the tools', async () => {
    await ask();
    const names = model.requests[0]?.tools.map((tool) => tool.function.name);
    expect(names?.at(-1)).toBe('offer_choices');
  });

  test('has an answer said for who clicks, which the model is told with what it asked', async () => {
    const threadId = await ask();
    model.script({ calls: [{ name: 'add_task', args: { title: 'sunny day' } }] }, { text: '' });
    const frames = await click(threadId, await cardOf(threadId), 0);
    expect(frames.find(({ type }) => type === 'thread.item.done')?.['item']).toMatchObject({
      type: 'user_message',
      content: [{ type: 'input_text', text: 'Add “sunny day”' }],
    });
    expect(await tasksOf(alice)).toMatchObject([{ title: 'sunny day' }]);
    const [system, ...told] = model.requests[1]?.messages ?? [];
    expect(system?.role).toBe('system');
    expect(told).toMatchObject([
      { role: 'user', content: 'is today a sunny day' },
      { role: 'assistant', tool_calls: [{ function: { name: 'offer_choices' } }] },
      { role: 'tool' },
      { role: 'assistant', content: QUESTION },
      { role: 'user', content: 'Add “sunny day”' },
    ]);
    expect(JSON.parse(told[1]?.tool_calls?.[0]?.function.arguments ?? '')).toEqual(offer.args);
    expect(told[1]?.tool_calls?.[0]?.id).toBe(told[2]?.tool_call_id);

    const items = await itemsOf(threadId);
    expect(textsOf(items, 'user_message')).toEqual(['is today a sunny day', 'Add “sunny day”']);
    // What was asked stays as words; its buttons are gone.
    expect(textsOf(items, 'assistant_message')).toEqual([QUESTION]);
    expect(items.flatMap((item) => buttonsOf(item)).filter(({ label }) => CHOICES.includes(label))).toEqual([]);
  });

  test('takes its buttons back at once when something else is said', async () => {
    const threadId = await ask();
    const card = await cardOf(threadId);
    const frames = await addMessage(alice, threadId, 'never mind');
    expect(frames.find(({ type }) => type === 'thread.item.replaced')?.['item']).toMatchObject({
      id: card?.id,
      widget: { type: 'Basic', children: [] },
    });
    expect(await cardOf(threadId)).toBeUndefined();
  });

  test('keeps them while nothing is said, whatever is done', async () => {
    const threadId = await ask();
    await alice.fetch('/tasks', { body: { title: 'else' } });
    expect(buttonsOf(await cardOf(threadId))).toHaveLength(3);
  });

  test('is answered once: a later click says so and does nothing', async () => {
    const threadId = await ask();
    const card = await cardOf(threadId);
    model.script({ calls: [{ name: 'add_task', args: { title: 'sunny day' } }] }, { text: '' });
    await click(threadId, card, 0);
    const frames = await click(threadId, card, 0);
    expect(JSON.stringify(frames)).toContain('answered already');
    expect(await tasksOf(alice)).toHaveLength(1);
    expect(textsOf(await itemsOf(threadId), 'user_message')).toHaveLength(2);
    expect(model.requests).toHaveLength(3);
  });

  test('is answered once by two that click at the same time', async () => {
    const threadId = await ask();
    const card = await cardOf(threadId);
    const other = await startTestServer({
      ...model.environment,
      DATABASE_URL: server.databaseUrl,
      BETTER_AUTH_URL: server.url,
    });
    model.script({ calls: [{ name: 'add_task', args: { title: 'sunny day' } }] }, { text: '' });
    const clicks = [alice, alice.at(other.url), alice].map((user) => click(threadId, card, 0, user));
    const done = (await Promise.allSettled(clicks)).filter(({ status }) => status === 'fulfilled');
    expect(done.length).toBeGreaterThan(0);
    expect(await tasksOf(alice)).toHaveLength(1);
    expect(textsOf(await itemsOf(threadId), 'user_message')).toHaveLength(2);
  });

  test('refuses what it does not offer, and what is not its own', async () => {
    const threadId = await ask();
    const card = await cardOf(threadId);
    const bob = await server.signUp('Bob');
    for (const choice of [3, 99]) {
      expect(JSON.stringify(await click(threadId, card, choice))).toContain('does not say what it is about');
    }
    await expect(click(threadId, card, 0, bob)).rejects.toThrow('404');
    const action = { type: 'choice.answer', payload: { choice: 0 } };
    for (const wrong of [
      { ...action, payload: { choice: -1 } },
      { ...action, payload: { choice: 0, text: 'x' } },
    ]) {
      const frames = await stream(alice, 'threads.custom_action', {
        thread_id: threadId,
        item_id: card?.id,
        action: wrong,
      });
      expect(frames.at(-1)?.type).toBe('error');
    }
    const frames = await stream(alice, 'threads.custom_action', { thread_id: threadId, action });
    expect(frames.at(-1)?.type).toBe('error');
    expect(textsOf(await itemsOf(threadId), 'user_message')).toHaveLength(1);
  });

  test('stands after what was done in the same answer, and not after what failed', async () => {
    const threadId = await ask({ name: 'add_task', args: { title: 'Buy milk' } });
    expect(buttonsOf(await cardOf(threadId)).length).toBeGreaterThan(0);
    expect((await itemsOf(threadId)).map(({ type }) => type)).toEqual([
      'user_message',
      'workflow',
      'assistant_message',
      'widget',
      'widget',
    ]);
    model.reset();
    model.script(
      { calls: [{ name: 'complete_task', args: { task_id: 99 } }, offer] },
      { text: 'There is no task 99.' },
    );
    await addMessage(alice, threadId, 'done with 99');
    expect(model.requests).toHaveLength(2);
    expect(JSON.stringify(model.requests[1]?.messages.at(-1))).toContain('Nothing was asked');
  });

  test.each([
    ['no choice', { question: 'Which?', choices: [] }],
    ['too many', { question: 'Which?', choices: ['1', '2', '3', '4'] }],
    ['two that are the same', { question: 'Which?', choices: ['Add', 'Add '] }],
    ['one that is too long', { question: 'Which?', choices: ['x'.repeat(101)] }],
    ['an empty one', { question: 'Which?', choices: [' '] }],
    ['no question', { choices: ['Add'] }],
  ])('with %s is not asked, and the model is told', async (_name, args) => {
    model.script({ calls: [{ name: 'offer_choices', args }] }, { text: 'Which one?' });
    const answer = await say(alice, 'hm');
    expect(answer).toMatchObject({ message: 'Which one?', choices: [], tool_calls: [] });
    expect(JSON.stringify(model.requests[1]?.messages.at(-1))).toContain('different choices');
  });

  test('is told in the plain form, where an answer is said as any message', async () => {
    model.script({ calls: [offer] });
    const asked = await say(alice, 'is today a sunny day');
    expect(asked).toMatchObject({ choices: CHOICES, tool_calls: [], confirmation: null });
    expect(asked.message).toBe(`${QUESTION}\n\n- Add “sunny day”\n- Show today\n- Neither`);
    model.script({ text: 'Fine.' });
    expect(await say(alice, 'Neither', asked.conversation_id)).toMatchObject({ message: 'Fine.', choices: [] });
  });

  test('is no answer to what waits for a yes', async () => {
    await alice.fetch('/tasks', { body: { title: 'Gym' } });
    model.script(
      { calls: [{ name: 'delete_task', args: { task_id: 1 } }] },
      { calls: [{ ...offer, args: { question: 'And the other?', choices: ['No', 'Yes'] } }] },
    );
    const frames = await createThread(alice, 'delete the gym, and perhaps the other');
    const threadId = (frames[0]?.['thread'] as { id: string }).id;
    const cards = (await itemsOf(threadId)).filter(({ type }) => type === 'widget');
    expect(cards).toHaveLength(2);
    model.script({ text: 'All right.' });
    await click(threadId, cards[1], 0);
    expect((await itemsOf(threadId)).find(({ id }) => id === cards[0]?.id)?.widget).toHaveProperty('confirm');
    expect(await tasksOf(alice)).toHaveLength(1);
  });

  test('can be retried: the same answer is said to the same question', async () => {
    const threadId = await ask();
    model.script(
      (response) => void response.writeHead(503).end(),
      (response) => void response.writeHead(503).end(),
    );
    const frames = await click(threadId, await cardOf(threadId), 0);
    expect(frames.at(-1)).toMatchObject({ type: 'error', allow_retry: true });
    const said = (await itemsOf(threadId)).findLast(({ type }) => type === 'user_message');
    model.reset();
    model.script({ calls: [{ name: 'add_task', args: { title: 'sunny day' } }] }, { text: '' });
    await stream(alice, 'threads.retry_after_item', { thread_id: threadId, item_id: said?.id });
    expect(model.requests[0]?.messages.map(({ role }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'assistant',
      'user',
    ]);
    expect(await tasksOf(alice)).toHaveLength(1);
  });
});

describe('without a model', async () => {
  const offline = await startTestServer({ DATABASE_URL: server.databaseUrl, BETTER_AUTH_URL: server.url });

  async function clickAfter(text: string, label: string, ...titles: string[]) {
    const user = alice.at(offline.url);
    for (const title of titles) await user.fetch('/tasks', { body: { title } });
    const frames = await createThread(user, text);
    const threadId = (frames[0]?.['thread'] as { id: string }).id;
    const card = (await itemsOf(threadId, user)).findLast(({ type }) => type === 'widget');
    const choice = buttonsOf(card).findIndex((button) => button.label === label);
    expect(buttonsOf(card).map((button) => button.label)).toContain(label);
    await click(threadId, card, choice, user);
    return { user, threadId, items: await itemsOf(threadId, user) };
  }

  test('what is no task yet is added by its button', async () => {
    const { user } = await clickAfter('zebra', 'Add “zebra”');
    expect(await tasksOf(user)).toMatchObject([{ title: 'zebra', status: 'pending' }]);
  });

  test('a task that is named is done by its button', async () => {
    const { user } = await clickAfter('dentist', 'Mark “Dentist” done', 'Dentist', 'Gym');
    expect((await tasksOf(user)).find(({ status }) => status === 'completed')).toMatchObject({ title: 'Dentist' });
  });

  test('a deletion still waits for its yes', async () => {
    const { user, items } = await clickAfter('dentist', 'Delete “Dentist”', 'Dentist');
    expect(await tasksOf(user)).toHaveLength(1);
    expect(items.at(-1)?.widget).toHaveProperty('confirm');
  });

  test('of two tasks that fit, the one is meant whose button is clicked', async () => {
    const { user } = await clickAfter('done with call', '“Call the bank”', 'Call mom', 'Call the bank');
    expect((await tasksOf(user)).find(({ status }) => status === 'completed')).toMatchObject({
      title: 'Call the bank',
    });
  });

  test('nothing is done by the last one', async () => {
    const { user, items } = await clickAfter('done with zebras', 'Neither', 'Dentist');
    expect(await tasksOf(user)).toMatchObject([{ title: 'Dentist', status: 'pending' }]);
    expect(textsOf(items, 'assistant_message').at(-1)).toContain('left everything as it is');
  });

  test('a task that is gone by then is told as such', async () => {
    const user = alice.at(offline.url);
    await user.fetch('/tasks', { body: { title: 'Dentist' } });
    const frames = await createThread(user, 'dentist');
    const threadId = (frames[0]?.['thread'] as { id: string }).id;
    const card = (await itemsOf(threadId, user)).findLast(({ type }) => type === 'widget');
    await user.fetch('/tasks/1', { method: 'DELETE' });
    await click(threadId, card, 0, user);
    expect(textsOf(await itemsOf(threadId, user), 'assistant_message').at(-1)).toContain('find a task');
  });
});
