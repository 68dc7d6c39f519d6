import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { expect, test } from 'vitest';
import { TEST_NOW } from '../../testing/test-tools.ts';
import { FakeTools } from '../testing/fake-tools.ts';
import { describeSystem, runTurn } from '../testing/run-turn.ts';

/** Plays messages of one conversation. @returns the tasks that were completed, or are to be deleted, by then. */
async function play(titles: readonly string[], messages: readonly string[]): Promise<string[]> {
  const tools = new FakeTools({ now: TEST_NOW, timeZone: 'Europe/Paris', locale: 'en-US' });
  for (const title of titles) tools.seed({ title });
  const conversation: ChatCompletionMessageParam[] = [describeSystem(tools)];
  for (const content of messages) {
    conversation.push({ role: 'user', content });
    await runTurn(conversation, tools);
  }
  return tools.calls
    .filter(({ name }) => name !== 'list_tasks')
    .map(({ args }) => tools.tasks.find(({ id }) => id === args['task_id'])?.title ?? JSON.stringify(args));
}

const HOME = ['buy milk', 'call the dentist', 'renew passport', 'water the plants'];
const PAINT = ['buy paint', 'buy brushes', 'paint the fence', 'email landlord'];
const CALLS = ['call mum', 'call the bank', 'pay rent'];
const BILLS = ['pay rent', 'pay gas bill', 'pay phone bill'];
const ANRUFE = ['Mama anrufen', 'Bank anrufen', 'Miete zahlen'];
const APPELS = ['appeler Paul', 'appeler Pauline', 'payer le loyer'];
const LLAMADAS = ['llamar a Marta', 'llamar al banco', 'pagar la luz'];

test.each([
  [PAINT, 'got the paint', 'not the fence'],
  [PAINT, 'got the paint', 'the fence looks terrible by the way'],
  [CALLS, 'done with the call', "the bank was closed so i'll try again tomorrow"],
  [BILLS, 'paid the bill', 'why is the gas so expensive?'],
  [ANRUFE, 'Anruf erledigt', 'die Bank hatte zu'],
  [APPELS, 'appel fait', "Paul n'a pas répondu"],
  [LLAMADAS, 'borra la llamada', 'el banco todavía no'],
])('of %j, “%s”: a remark such as “%s” chooses none', async (titles, question, remark) => {
  expect(await play(titles, [question, remark])).toEqual([]);
});

test.each([
  [CALLS, 'done with the call', 'the bank one', 'call the bank'],
  [CALLS, 'done with the call', 'i mean mum', 'call mum'],
  [CALLS, 'done with the call', 'the call to the bank please', 'call the bank'],
  [CALLS, 'done with the call', 'mum', 'call mum'],
  [BILLS, 'paid the bill', 'um the phone one', 'pay phone bill'],
  [BILLS, 'paid the bill', 'it was the gas bill', 'pay gas bill'],
  [ANRUFE, 'Anruf erledigt', 'die Bank', 'Bank anrufen'],
  [LLAMADAS, 'borra la llamada', 'la de Marta', 'llamar a Marta'],
])('of %j, “%s”: “%s” chooses %s', async (titles, question, answer, expected) => {
  expect(await play(titles, [question, answer])).toEqual([expected]);
});

test.each([
  ['the first two are done', ['a call', 'b mail']],
  ['the last two are done', ['c walk', 'd cook']],
  ['delete the first two', ['a call', 'b mail']],
  ['first three done', ['a call', 'b mail', 'c walk']],
  ['the last 3 are done', ['b mail', 'c walk', 'd cook']],
  ['number 1 and 2 are done', ['a call', 'b mail']],
])('after the list, “%s” is as many as it says', async (said, expected) => {
  expect(await play(['a call', 'b mail', 'c walk', 'd cook'], ['show my list', said])).toEqual(expected);
});

test.each([
  [HOME, 'renewed passport costs 80 euros'],
  [HOME, 'bought milk is cheaper at lidl'],
  [HOME, 'buying milk can wait'],
  [HOME, 'i almost called the dentist'],
  [HOME, 'nothing on the list is urgent really'],
  [ANRUFE, 'Miete zahlen kann warten'],
])('of %j, “%s” changes nothing', async (titles, remark) => {
  expect(await play(titles, [remark])).toEqual([]);
});

test.each(['yes', 'add it', 'add it please', 'add a new one', 'add'])('“%s” adds what was offered', async (answer) => {
  expect(await play(['call mum'], ['dentist', answer])).toEqual(['{"title":"dentist"}']);
});
