import { beforeEach, expect, test } from 'vitest';
import { say, tasksOf } from '../testing/chat-client.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';

/** With the offline model, as it comes. */
const server = await startTestServer();
let alice: TestUser;

beforeEach(async () => {
  alice = await server.signUp('Alice');
});

/** A day soon, as it is written, and as it is called and said in a language; neither today nor beside it. */
function inDays(days: number, locale = 'en-US'): { on: string; name: string; said: string } {
  const day = new Date(Date.now() + days * 86_400_000);
  const write = (parts: Intl.DateTimeFormatOptions) => day.toLocaleDateString(locale, { ...parts, timeZone: 'UTC' });
  return {
    on: day.toISOString().slice(0, 10),
    name: write({ weekday: 'long' }).toLowerCase(),
    said: write({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }),
  };
}

const [first, second, other] = [inDays(2), inDays(3), inDays(4)];
const either = `${first.name} or ${second.name}`;

/** Asks for a task with an unclear date. @returns the conversation. */
async function ask(text: string): Promise<string> {
  const { conversation_id: id, message } = await say(alice, text);
  expect(message).toContain('?');
  expect(await tasksOf(alice)).toEqual([]);
  return id;
}

test('asks when, in the person’s own words', async () => {
  const { message } = await say(alice, `add call mom ${either}`);
  expect(message).toContain(`I am not sure when “call mom” is due. Do you mean “${first.name}” or “${second.name}”?`);
});

test.each([
  [first.name, first],
  [`${second.name}!`, second],
  [`on ${first.name} please`, first],
  ['the first', first],
  ['the second one', second],
  ['2', second],
  ['the last one', second],
  [first.said, first],
  [second.said, second],
  [second.on, second],
])('“%s” completes the task that was asked about', async (answer, { on, said }) => {
  const conversation = await ask(`add call mom ${either}`);
  const { message, tool_calls: calls } = await say(alice, answer, conversation);
  expect(message).toContain(`Added: 1. call mom · ${said}`);
  expect(calls.map(({ name }) => name)).toEqual(['add_task']);
  expect(await tasksOf(alice)).toMatchObject([{ title: 'call mom', due_on: on }]);
});

test.each([
  ['es', 'añade llamar a mamá el {first} o el {second}', '{second}', 3],
  ['de', 'füge Mama anrufen am {first} oder {second} hinzu', '{first}', 2],
  ['fr', 'ajoute appeler maman {first} ou {second}', 'le deuxième', 3],
  ['de', 'füge Mama anrufen am {first} oder {second} hinzu', '{label}', 3],
])('is answered in %s too: %s, %s', async (locale, text, answer, days) => {
  const fill = (words: string) =>
    words
      .replace('{first}', inDays(2, locale).name)
      .replace('{second}', inDays(3, locale).name)
      .replace('{label}', inDays(3, locale).said);
  const conversation = await ask(fill(text));
  const { message } = await say(alice, fill(answer), conversation);
  expect(message).toContain(inDays(days, locale).said);
  expect(await tasksOf(alice)).toMatchObject([{ due_on: inDays(days).on }]);
});

test('all else that was said of the task is kept', async () => {
  const conversation = await ask(`add call mom ${either} #family high priority`);
  await say(alice, first.name, conversation);
  expect(await tasksOf(alice)).toMatchObject([
    { title: 'call mom', tags: ['family'], priority: 'high', due_on: first.on },
  ]);
});

test('a task that exists is moved as the answer says, and keeps its time', async () => {
  const { conversation_id: id } = await say(alice, `add gym ${other.name} 10am`);
  await say(alice, `move gym to ${either}`, id);
  const { message } = await say(alice, second.name, id);
  expect(message).toContain(second.said);
  expect(await tasksOf(alice)).toMatchObject([{ title: 'gym', due_at: `${second.on}T10:00:00.000Z` }]);
});

test.each(['never mind', 'no', 'forget it'])('“%s” drops it', async (answer) => {
  const conversation = await ask(`add call mom ${either}`);
  const { message, tool_calls: calls } = await say(alice, answer, conversation);
  expect(message).toBe('OK, I left everything as it is.');
  expect(calls).toEqual([]);
  expect((await say(alice, first.name, conversation)).tool_calls.map(({ name }) => name)).not.toContain('add_task');
});

test.each([
  [`add call dad ${first.name}`, [{ title: 'call dad', due_on: first.on }]],
  [other.name, []],
  ['what is left for today?', []],
])('anything else is a new request: %s', async (text, stored) => {
  const conversation = await ask(`add call mom ${either}`);
  await say(alice, text, conversation);
  expect(await tasksOf(alice)).toMatchObject(stored);
  expect(await tasksOf(alice)).toHaveLength(stored.length);
});

test('is open in its own conversation only, and for its own person', async () => {
  await ask(`add call mom ${either}`);
  await say(alice, first.name);
  expect(await tasksOf(alice)).toEqual([]);
});

test('is not answered again once a button has: a day said then is about the task that the button made', async () => {
  const conversation = await ask(`add call mom ${either}`);
  const { data } = (
    (await (
      await alice.fetch('/chat', { body: { type: 'threads.get_by_id', params: { thread_id: conversation } } })
    ).json()) as { items: { data: unknown[] } }
  ).items;
  const [, call_id] = /"call_id":"(\w+)"/.exec(JSON.stringify(data)) ?? [];
  const action = { type: 'date.choose', payload: { call_id, choice: 1 } };
  const click = { type: 'threads.custom_action', params: { thread_id: conversation, action } };
  await (await alice.fetch('/chat', { body: click })).text();
  expect(await tasksOf(alice)).toMatchObject([{ title: 'call mom', due_on: second.on }]);
  await say(alice, first.name, conversation);
  const tasks = await tasksOf(alice);
  expect(tasks).toMatchObject([{ title: 'call mom', due_on: first.on }]);
  expect(tasks).toHaveLength(1);
});
