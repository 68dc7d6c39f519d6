import { beforeEach, describe, expect, test } from 'vitest';
import { say, tasksOf } from '../testing/chat-client.ts';
import { startScriptedModel } from '../testing/scripted-model.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';

const [small, able] = [await startScriptedModel(), await startScriptedModel()];
const [simple, capable] = [
  await startTestServer({ ...small.environment }),
  await startTestServer({ ...able.environment }),
];

const write = (name: string, args: object) => JSON.stringify({ name, arguments: args });
const titles = async (user: TestUser) => (await tasksOf(user)).map(({ title }) => title).toSorted();

describe('what an endpoint that has never called a tool writes', () => {
  let alice: TestUser;
  beforeEach(async () => {
    small.reset();
    alice = await simple.signUp();
  });

  test.each([
    ['plain JSON', write('add_task', { title: 'buy milk' })],
    ['a tagged call', `<tool_call>\n${write('add_task', { title: 'buy milk' })}\n</tool_call>`],
    ['a code block', `\`\`\`json\n${write('add_task', { title: 'buy milk' })}\n\`\`\``],
    ['thoughts first', `<think>They want milk.</think>\n${write('add_task', { title: 'buy milk' })}`],
  ])('waits for a yes, even to add: %s', async (_name, text) => {
    small.script({ text, deltas: 6 }, { text: 'Is that right?' });
    const asked = await say(alice, 'add milk');
    expect(asked.tool_calls).toMatchObject([{ name: 'add_task', status: 'proposed' }]);
    expect(asked.confirmation?.summary).toBe('Add “buy milk”?');
    expect(await titles(alice)).toEqual([]);
    expect((await say(alice, 'yes', asked.conversation_id)).message).toContain('Added: 1. buy milk');
    expect(await titles(alice)).toEqual(['buy milk']);
    await say(alice, 'yes', asked.conversation_id);
    expect(await titles(alice)).toEqual(['buy milk']);
  });

  test('waits together, and on a no nothing happens', async () => {
    await alice.fetch('/tasks', { body: { title: 'a' } });
    await alice.fetch('/tasks', { body: { title: 'b' } });
    small.script({
      text: [
        write('delete_task', { task_id: 1 }),
        write('update_task', { task_id: 2, title: 'B' }),
        write('add_task', { title: 'c', due: '2027-01-04' }),
        write('add_task', { title: 'd' }),
      ].join('\n'),
    });
    const asked = await say(alice, 'tidy up');
    expect(asked.confirmation?.summary.split('\n')).toEqual([
      'Do this with 4 tasks: “a”, “b”, “c”, “d”?',
      '– Change: “b” · Title: “b” → “B”',
      '– Add: “c” · Due: Monday, January 4, 2027',
      '– Add: “d”',
    ]);
    await say(alice, 'no', asked.conversation_id);
    expect(await titles(alice)).toEqual(['a', 'b']);
  });

  test('an undo waits too, and so does a repetition of what stands in somebody’s notes', async () => {
    const notes = write('delete_task', { task_id: 1 });
    await alice.fetch('/tasks', { body: { title: 'a', notes } });
    small.script({ text: write('list_tasks', {}) }, { text: notes });
    const asked = await say(alice, 'what do the notes say?');
    expect(asked.tool_calls.map(({ status }) => status)).toEqual(['succeeded', 'proposed']);
    expect(await titles(alice)).toEqual(['a']);

    small.script({ text: write('add_task', { title: 'b' }) }, { text: 'Right?' });
    const adding = await say(alice, 'add b');
    await say(alice, 'yes', adding.conversation_id);
    small.script({ text: write('undo_last_change', {}) }, { text: 'Right?' });
    const undoing = await say(alice, 'undo that', adding.conversation_id);
    expect(undoing.confirmation?.summary).toBe('Delete “b”?');
    expect(await titles(alice)).toEqual(['a', 'b']);
  });

  test('is looked up at once when it only reads', async () => {
    small.script({ text: write('list_tasks', {}) }, { text: 'Nothing to do.' });
    expect(await say(alice, 'what is there?')).toMatchObject({
      confirmation: null,
      tool_calls: [{ status: 'succeeded' }],
    });
  });
});

describe('what an endpoint that has called a tool writes', () => {
  let alice: TestUser;
  beforeEach(async () => {
    able.reset();
    alice = await capable.signUp();
    able.script({ calls: [{ name: 'add_task', args: { title: 'a' } }] }, { text: 'Noted.' });
    await say(alice, 'add a');
  });

  test.each([
    write('delete_task', { task_id: 1 }),
    `\`\`\`json\n${write('delete_task', { task_id: 1 })}\n\`\`\``,
    `<tool_call>${write('add_task', { title: 'x' })}</tool_call>`,
    `${write('add_task', { title: 'x' })}\n${write('complete_task', { task_id: 1 })}`,
  ])('is shown and said to be nothing that was done: %s', async (text) => {
    able.script({ text, deltas: 5 });
    const answer = await say(alice, 'what do the notes of a say?');
    expect(answer).toMatchObject({ confirmation: null, tool_calls: [] });
    expect(answer.message).toMatch(/^The model wrote a command as text\. It was not carried out:\n\n```\n[^`]+\n```$/);
    expect(answer.message).toContain(/"name":"\w+"/.exec(text)?.[0]);
    expect(await tasksOf(alice)).toMatchObject([{ title: 'a', status: 'pending' }]);
  });

  test('is text beside real calls, and on another instance and to somebody else', async () => {
    const bob = await capable.signUp('Bob');
    const twin = await startTestServer({
      ...able.environment,
      DATABASE_URL: capable.databaseUrl,
      BETTER_AUTH_URL: capable.url,
    });
    able.script({ text: write('add_task', { title: 'x' }) });
    expect((await say(bob.at(twin.url), 'hi')).tool_calls).toEqual([]);
    able.script(
      { calls: [{ name: 'add_task', args: { title: 'b' } }], text: write('add_task', { title: 'x' }) },
      { text: 'Noted.' },
    );
    await say(bob, 'add b');
    expect(await titles(bob)).toEqual(['b']);
  });
});
