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

type Call = { name: string; args: Record<string, unknown> };
type Item = { id: string; type: string; copy_text?: string; widget?: unknown };
interface Button {
  label: string;
  onClickAction: { type: string; payload: { call_id: string; choice: number } };
}

const add = (title: string, due: string, more: object = {}): Call => ({
  name: 'add_task',
  args: { title, due, ...more },
});

/** One turn in which the model makes these calls and claims what it likes. @returns the conversation. */
async function ask(...calls: Call[]): Promise<string> {
  model.script({ calls }, { text: 'I have added it.' });
  const frames = await createThread(alice, 'please');
  return (frames[0]?.['thread'] as { id: string }).id;
}

async function itemsOf(threadId: string): Promise<Item[]> {
  const body = { type: 'threads.get_by_id', params: { thread_id: threadId } };
  return ((await (await alice.fetch('/chat', { body })).json()) as { items: { data: Item[] } }).items.data;
}

async function cardsOf(threadId: string): Promise<Item[]> {
  return (await itemsOf(threadId)).filter(({ type }) => type === 'widget');
}

/** Everything of a type in a widget, however deep. */
function findAll<T>(value: unknown, type: string): T[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === type ? [value as T] : [];
  return [...own, ...Object.values(value).flatMap((inner) => findAll<T>(inner, type))];
}

function buttonsOf(items: readonly Item[]): Button[] {
  return items
    .flatMap(({ widget }) => findAll<Button>(widget, 'Button'))
    .filter(({ onClickAction }) => onClickAction.type === 'date.choose');
}

/** Clicks a button, or sends what is said to be one. */
async function click(
  threadId: string,
  action: unknown,
  { user = alice, url }: { user?: TestUser; url?: string } = {},
): Promise<Frame[]> {
  const [card] = await cardsOf(threadId);
  const params = { thread_id: threadId, item_id: card?.id, action };
  const person = url === undefined ? user : user.at(url);
  return stream(person, 'threads.custom_action', params);
}

/** The day of the coming weekday (0 is Sunday), as it is written and as it is said; today is none. */
function coming(weekday: number): { on: string; said: string } {
  const day = new Date();
  do day.setUTCDate(day.getUTCDate() + 1);
  while (day.getUTCDay() !== weekday);
  const parts = { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric', timeZone: 'UTC' } as const;
  return { on: day.toISOString().slice(0, 10), said: day.toLocaleDateString('en-US', parts) };
}

/** Weekdays that are neither today nor at the other side of a midnight that a test may run into. */
const SAFE = [2, 3, 4].map((days) => (new Date().getUTCDay() + days) % 7);
const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const [first, second] = [coming(SAFE[0] ?? 0), coming(SAFE[1] ?? 0)];
const either = `${NAMES[SAFE[0] ?? 0]} or ${NAMES[SAFE[1] ?? 0]}`;

describe('a date that is not read whole', () => {
  test('is asked about with a button for each reading, whatever the model says, and nothing is stored', async () => {
    const threadId = await ask(add('call mom', either));
    const cards = await cardsOf(threadId);
    expect(buttonsOf(cards).map(({ label }) => label)).toEqual([first.said, second.said]);
    expect(cards).toHaveLength(1);
    expect(cards[0]?.copy_text).toContain(`I could not read all of “${either}”.`);
    expect(await tasksOf(alice)).toEqual([]);
    const said = JSON.stringify((await itemsOf(threadId)).filter(({ type }) => type === 'assistant_message'));
    expect(said).toContain('nothing in your list was changed');
  });

  test('carries nothing in its buttons but which call and which reading', async () => {
    const threadId = await ask(add('call mom', either));
    const payloads = buttonsOf(await cardsOf(threadId)).map(({ onClickAction }) => onClickAction.payload);
    expect(payloads.map(({ choice }) => choice)).toEqual([0, 1]);
    for (const payload of payloads) expect(Object.keys(payload).toSorted()).toEqual(['call_id', 'choice']);
  });

  test('is stored as what was clicked, with all else that was said, and the card becomes the receipt', async () => {
    const threadId = await ask(add('call mom', either, { priority: 'high', tags: ['family'] }));
    const frames = await click(threadId, buttonsOf(await cardsOf(threadId))[1]?.onClickAction);
    expect(frames.map(({ type }) => type)).toContain('thread.item.replaced');
    expect(await tasksOf(alice)).toMatchObject([
      { title: 'call mom', due_on: second.on, due_at: null, priority: 'high', tags: ['family'] },
    ]);
    const cards = await cardsOf(threadId);
    expect(cards).toHaveLength(1);
    expect(cards[0]?.copy_text).toContain(`Added: 1. call mom · ${second.said}`);
    expect(buttonsOf(cards)).toEqual([]);
    expect(findAll<Button>(cards[0]?.widget, 'Button').map(({ label }) => label)).toEqual(['Undo']);
  });

  test('is undone by the Undo of that receipt', async () => {
    const threadId = await ask(add('call mom', either));
    await click(threadId, buttonsOf(await cardsOf(threadId))[0]?.onClickAction);
    const [undo] = findAll<Button>((await cardsOf(threadId))[0]?.widget, 'Button');
    await click(threadId, undo?.onClickAction);
    expect(await tasksOf(alice)).toEqual([]);
  });

  test('takes the place of the words, in whatever field they stood', async () => {
    const threadId = await ask(add('trash', 'every tuesday maybe friday'));
    const every = buttonsOf(await cardsOf(threadId)).find(({ label }) => label === 'every Tuesday');
    await click(threadId, every?.onClickAction);
    expect(await tasksOf(alice)).toMatchObject([{ title: 'trash', recurrence: 'FREQ=WEEKLY;BYDAY=TU' }]);
  });

  test('moves a task that exists, whose title is shown', async () => {
    await alice.fetch('/tasks', { body: { title: 'dentist', due: `${first.on} 10:00` } });
    const threadId = await ask({ name: 'update_task', args: { task_id: 1, due: either } });
    const cards = await cardsOf(threadId);
    expect(findAll<{ value: string }>(cards, 'Text').map(({ value }) => value)).toEqual(['dentist']);
    await click(threadId, buttonsOf(cards)[1]?.onClickAction);
    expect(await tasksOf(alice)).toMatchObject([{ title: 'dentist', due_at: `${second.on}T10:00:00.000Z` }]);
  });

  test('is asked for each task on one card, and each answer leaves the others', async () => {
    const threadId = await ask(add('milk', either), add('eggs', either), add('bread', first.on));
    const [receipt, asked] = await cardsOf(threadId);
    expect(receipt?.copy_text).toBe(`Added: 1. bread · ${first.said}`);
    const buttons = asked ? buttonsOf([asked]) : [];
    expect(buttons).toHaveLength(4);
    const answer = (button: Button | undefined) =>
      stream(alice, 'threads.custom_action', {
        thread_id: threadId,
        item_id: asked?.id,
        action: button?.onClickAction,
      });
    await answer(buttons[0]);
    expect(buttonsOf(await cardsOf(threadId))).toEqual(buttons.slice(2));
    await answer(buttons[3]);
    expect(buttonsOf(await cardsOf(threadId))).toEqual([]);
    expect((await tasksOf(alice)).map(({ title, due_on }) => [title, due_on])).toEqual(
      expect.arrayContaining([
        ['milk', first.on],
        ['eggs', second.on],
      ]),
    );
  });

  test('is not asked about when the model has cleared it up itself', async () => {
    model.script({ calls: [add('call mom', either)] }, { calls: [add('call mom', first.on)] }, { text: 'Added.' });
    const frames = await createThread(alice, 'add call mom');
    const threadId = (frames[0]?.['thread'] as { id: string }).id;
    expect((await cardsOf(threadId)).map((card) => card.copy_text)).toEqual([`Added: 1. call mom · ${first.said}`]);
  });

  test('comes with its readings in the plain form', async () => {
    model.script({ calls: [add('call mom', either)] }, { text: 'Which?' });
    const { tool_calls: calls, message } = await say(alice, 'please');
    const [one, other] = either.split(' or ').map((phrase) => ({ field: 'due', phrase, replaces: 'due' }));
    expect(calls).toMatchObject([{ status: 'failed', result: { error: { choices: [one, other] } } }]);
    expect(message).toContain(`- ${first.said}\n- ${second.said}`);
  });

  test('never makes markup of a title or of the words', async () => {
    const threadId = await ask(add('[click](https://evil.example) **now**', `${either} <b>`));
    const cards = await cardsOf(threadId);
    expect(buttonsOf(cards).length).toBeGreaterThan(0);
    expect(findAll(cards, 'Markdown')).toEqual([]);
  });
});

describe('an answer', () => {
  test('counts once, also when both buttons are clicked at once', async () => {
    const threadId = await ask(add('call mom', either));
    const [one, other] = buttonsOf(await cardsOf(threadId));
    const [card] = await cardsOf(threadId);
    const send = async (button: Button | undefined): Promise<string> => {
      const params = { thread_id: threadId, item_id: card?.id, action: button?.onClickAction };
      return (await alice.fetch('/chat', { body: { type: 'threads.custom_action', params } })).text();
    };
    await Promise.all([send(one), send(other), send(one)]);
    for (const button of [one, other]) expect(await send(button)).toContain('answered already');
    expect(await tasksOf(alice)).toHaveLength(1);
    expect((await cardsOf(threadId))[0]?.copy_text).toContain('Added: 1. call mom');
  });

  test('counts once beside what was typed instead', async () => {
    const threadId = await ask(add('call mom', either));
    const [button] = buttonsOf(await cardsOf(threadId));
    model.script({ calls: [add('call mom', second.on)] }, { text: 'Added.' });
    await addMessage(alice, threadId, 'the second');
    const frames = await click(threadId, button?.onClickAction);
    expect(JSON.stringify(frames)).toContain('answered already');
    expect(await tasksOf(alice)).toMatchObject([{ due_on: second.on }]);
    expect(buttonsOf(await cardsOf(threadId))).toEqual([]);
  });

  test('is what a retry of the turn finds, which asks nothing again', async () => {
    const threadId = await ask(add('call mom', either));
    await click(threadId, buttonsOf(await cardsOf(threadId))[1]?.onClickAction);
    const [message] = await itemsOf(threadId);
    model.script({ calls: [add('call mom', either)] }, { text: 'Well.' });
    await stream(alice, 'threads.retry_after_item', { thread_id: threadId, item_id: message?.id });
    expect((await cardsOf(threadId)).map((card) => card.copy_text)).toEqual([`Added: 1. call mom · ${second.said}`]);
    expect(await tasksOf(alice)).toMatchObject([{ due_on: second.on }]);
  });

  test('is what the model knows from then on', async () => {
    const threadId = await ask(add('call mom', either));
    await click(threadId, buttonsOf(await cardsOf(threadId))[1]?.onClickAction);
    model.script({ text: 'Well.' });
    await addMessage(alice, threadId, 'thanks');
    const told = JSON.stringify(model.requests.at(-1)?.messages);
    expect(told).toContain(`Added: 1. call mom · ${second.said}`);
    expect(told).not.toContain('I could not read');
  });

  test('works on an instance that was started after the question', async () => {
    const threadId = await ask(add('call mom', either));
    const twin = await startTestServer({
      ...model.environment,
      DATABASE_URL: server.databaseUrl,
      BETTER_AUTH_URL: server.url,
    });
    await click(threadId, buttonsOf(await cardsOf(threadId))[0]?.onClickAction, { url: twin.url });
    expect(await tasksOf(alice)).toMatchObject([{ title: 'call mom', due_on: first.on }]);
  });

  test('is not asked for any more when its task is gone, and a click that comes late is refused', async () => {
    await alice.fetch('/tasks', { body: { title: 'dentist' } });
    const threadId = await ask({ name: 'update_task', args: { task_id: 1, due: either } });
    const [button] = buttonsOf(await cardsOf(threadId));
    await alice.fetch('/tasks/1', { method: 'DELETE' });
    expect((await click(threadId, button?.onClickAction)).at(-1)?.type).toBe('error');
    const cards = await cardsOf(threadId);
    expect(buttonsOf(cards)).toEqual([]);
    expect(cards[0]?.copy_text).toContain('Deleted since');
  });

  test('of somebody else is not found, in their conversation or in hers', async () => {
    const threadId = await ask(add('call mom', either));
    const [button] = buttonsOf(await cardsOf(threadId));
    const bob = await server.signUp('Bob');
    const body = (thread_id: string) => ({
      type: 'threads.custom_action',
      params: { thread_id, action: button?.onClickAction },
    });
    expect((await bob.fetch('/chat', { body: body(threadId) })).status).toBe(404);
    model.script({ text: 'Hello.' });
    const frames = await createThread(bob, 'hello');
    const own = (frames[0]?.['thread'] as { id: string }).id;
    const answer = await (await bob.fetch('/chat', { body: body(own) })).text();
    expect(answer).toContain('There is nothing like that to choose here.');
    expect([...(await tasksOf(alice)), ...(await tasksOf(bob))]).toEqual([]);
  });

  test('that is made up changes nothing', async () => {
    const threadId = await ask(add('call mom', either));
    const [button] = buttonsOf(await cardsOf(threadId));
    const call_id = button?.onClickAction.payload.call_id;
    for (const payload of [
      undefined,
      {},
      { call_id },
      { call_id, choice: 2 },
      { call_id, choice: -1 },
      { call_id, choice: '0' },
      { call_id, choice: 0.5 },
      { call_id, choice: 0, args: { title: 'forged' } },
      { call_id: [call_id], choice: 0 },
      { call_id: '%', choice: 0 },
      { call_id: 'x'.repeat(1000), choice: 0 },
    ]) {
      const frames = await click(threadId, { type: 'date.choose', payload });
      expect(frames.filter(({ type }) => type === 'error')).toHaveLength(1);
    }
    expect(await tasksOf(alice)).toEqual([]);
    expect(buttonsOf(await cardsOf(threadId))).toHaveLength(2);
  });
});
