import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createThread, say, tasksOf, type PlainAnswer } from '../testing/chat-client.ts';
import { startScriptedModel } from '../testing/scripted-model.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer({ ...model.environment });
let alice: TestUser;

beforeEach(async () => {
  model.reset();
  alice = await server.signUp();
});

interface Call {
  name: string;
  args: Record<string, unknown>;
}

const change = (task_id: number, args: Record<string, unknown>): Call => ({
  name: 'update_task',
  args: { task_id, ...args },
});
const remove = (task_id: number): Call => ({ name: 'delete_task', args: { task_id } });
const ranges = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

async function addTasks(...tasks: Record<string, unknown>[]): Promise<void> {
  for (const body of tasks) await alice.fetch('/tasks', { body });
}

/** What the plain form asks about these calls, line by line. */
async function ask(calls: Call[], headers: Record<string, string> = {}): Promise<string[]> {
  model.script({ calls }, { text: 'Is that right?' });
  const response = await alice.fetch('/chat', { body: { message: 'please do it' }, headers });
  const { confirmation } = (await response.json()) as PlainAnswer;
  return confirmation?.summary.split('\n') ?? [];
}

/** All that the card of these calls shows, in order. */
async function showCard(calls: Call[]): Promise<string[]> {
  model.script({ calls }, { text: 'Is that right?' });
  const frames = await createThread(alice, 'please do it');
  const card = frames.findLast(({ item }) => (item as { type?: string } | undefined)?.type === 'widget')?.['item'];
  return textsOf((card as { widget: unknown }).widget);
}

const node = z.looseObject({ children: z.unknown().array().optional() });
function textsOf(widget: unknown): string[] {
  const { value, label, children = [] } = node.parse(widget);
  return [value, label, ...children.map(textsOf)].flat().filter((text) => typeof text === 'string');
}

describe('a change that waits', () => {
  const due = { 'Time-Zone': 'Europe/Paris' };

  test('is told field by field with what was and what will be, the zone of a time included', async () => {
    await addTasks(
      { title: 'Rent', notes: 'Account 12', tags: ['home'], due: '2027-01-04' },
      { title: 'b' },
      { title: 'c' },
    );
    const all = {
      title: 'Pay rent',
      clear_fields: ['notes'],
      priority: 'high',
      due: '2027-01-05 17:00',
      tags: ['home', 'money'],
      recurrence: 'every month',
    };
    const lines = await ask(
      [change(1, all), change(2, { priority: 'low' }), { name: 'complete_task', args: { task_id: 3 } }],
      due,
    );
    expect(lines).toEqual([
      'Change 3 tasks: “Rent”, “b”, “c”?',
      expect.stringMatching(
        /^– Change: “Rent” · Title: “Rent” → “Pay rent” · Due: Monday, January 4, 2027 → Tuesday, January 5, 2027 at 5:00 PM \(Europe\/Paris\) · Repeats: none → .+ · Priority: none → high · Tags: #home → #home #money · Notes: “Account 12” → none$/,
      ),
      '– Change: “b” · Priority: none → low',
      '– Change: “c” · Status: open → done',
    ]);
  });

  test.each([
    ['bitte mach das mit allen drei Aufgaben', '– Ändern: „b“ · Priorität: keine → hoch'],
    ['por favor hazlo con las tres tareas', '– Cambiar: «b» · Prioridad: ninguna → alta'],
    ["s'il te plaît fais-le pour les trois tâches", '– Modifier: «\u00a0b\u00a0» · Priorité: aucune → haute'],
  ])('is told in the language of “%s”', async (message, line) => {
    await addTasks({ title: 'a' }, { title: 'b' }, { title: 'c' });
    model.script({ calls: [1, 2, 3].map((id) => change(id, { priority: 'high' })) }, { text: 'OK?' });
    const { confirmation } = await say(alice, message);
    expect(confirmation?.summary.split('\n')[2]).toBe(line);
  });

  test('shows a long text around what changes in it, and how long it is', async () => {
    const notes = `${'Read this. '.repeat(400)}Do not pay.`;
    await addTasks({ title: 'a', notes }, { title: 'b', notes }, { title: 'c' });
    const lines = await ask([
      change(1, { notes: notes.replace('not pay', 'pay twice') }),
      change(2, { notes: 'Gone' }),
      change(3, { priority: 'low' }),
    ]);
    expect(lines[1]).toMatch(/Notes: “….*Do not pay\.” \(4411 characters\) → “….*Do pay twice\.” \(4413 characters\)$/);
    expect(lines[2]).toMatch(/Notes: “Read this\. .*…” \(4411 characters\) → “Gone”$/);
    expect(lines.join('').length).toBeLessThan(1_500);
  });

  test('that loses something is never among those that are only counted', async () => {
    await addTasks(...ranges(1, 40).map((number) => ({ title: `task ${number}`, notes: 'kept' })));
    const calls = ranges(1, 40).map((id) => change(id, id % 4 === 0 ? { notes: `note ${id}` } : { priority: 'high' }));
    const lines = await ask(calls);
    for (const id of ranges(1, 40).filter((number) => number % 4 === 0))
      expect(lines).toContain(`– Change: “task ${id}” · Notes: “kept” → “note ${id}”`);
    expect(lines.at(-1)).toBe('– and 20 more');
  });

  test('is asked about as it would be done, and one that cannot be done is not asked about', async () => {
    await addTasks({ title: 'a' }, { title: 'b' }, { title: 'c' }, { title: 'd' });
    const lines = await ask([
      change(1, { title: 'A' }),
      change(1, { notes: 'more' }),
      change(2, { title: 'b' }),
      remove(3),
      change(3, { title: 'never' }),
      change(4, { due: 'the day after never or so' }),
    ]);
    expect(lines).toEqual([
      'Delete 1 and change 1 task: “c”, “a”?',
      '– Change: “a” · Title: “a” → “A” · Notes: none → “more”',
    ]);
    expect((await tasksOf(alice)).map(({ title }) => title)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('deletions that wait', () => {
  test('are all named, however many', async () => {
    await addTasks(...ranges(1, 30).map((number) => ({ title: `task ${number}` })));
    const calls = ranges(1, 30).map(remove);
    const lines = await ask(calls);
    for (const id of ranges(1, 30)) expect(lines.join('\n')).toContain(`“task ${id}”`);
    const shown = await showCard(calls);
    for (const id of ranges(1, 30)) expect(shown).toContain(`task ${id}`);
    expect(shown[0]).toBe('Delete 30 tasks?');
  });

  test('show beside the title what goes with it', async () => {
    await addTasks({ title: 'Rent', due: '2027-01-04', recurrence: 'every month', notes: 'Account 12' });
    expect(await showCard([remove(1)])).toEqual([
      'Delete “Rent”?',
      'Due: Monday, January 4, 2027',
      expect.stringMatching(/^Repeats: /),
      'Notes: “Account 12”',
      'Nothing has happened yet. You can also answer yes or no.',
    ]);
  });
});

test('the card shows what the plain form says', async () => {
  await addTasks({ title: 'a' }, { title: 'b', notes: 'x' }, { title: 'c' });
  const calls = [change(1, { title: 'A' }), remove(2), change(3, { tags: ['t'] })];
  expect(await showCard(calls)).toEqual([
    'Delete 1 and change 2 tasks?',
    'Delete',
    'b',
    'Notes: “x”',
    'Change',
    'a',
    'Title: “a” → “A”',
    'Change',
    'c',
    'Tags: none → #t',
    'Nothing has happened yet. You can also answer yes or no.',
  ]);
});

test('an outside client is told the same', async () => {
  await addTasks({ title: 'a', due: '2027-01-04' });
  const client = new Client({ name: 'outside', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', server.url), {
      requestInit: { headers: { Authorization: `Bearer ${alice.token}` } },
    }),
  );
  for (const [name, args] of [
    ['update_task', { task_id: 1, title: 'A' }],
    ['update_task', { task_id: 1, title: 'B' }],
  ] as const)
    await client.callTool({ name, arguments: args });
  const { structuredContent } = await client.callTool({ name: 'delete_task', arguments: { task_id: 1 } });
  await client.close();
  expect(structuredContent).toMatchObject({ confirmation: { summary: 'Delete “B”?' } });
});

test('a date is what it was, and where it was, when it was asked about', async () => {
  await addTasks({ title: 'a' }, { title: 'b' }, { title: 'c' });
  model.script({ calls: [1, 2, 3].map((id) => change(id, { due: '2027-01-05 17:00' })) }, { text: 'Is that right?' });
  const headers = { 'Time-Zone': 'Europe/Paris' };
  const asked = (await (await alice.fetch('/chat', { body: { message: 'do it' }, headers })).json()) as PlainAnswer;
  await alice.fetch('/chat', {
    body: { message: 'yes', conversation_id: asked.conversation_id },
    headers: { 'Time-Zone': 'Asia/Tokyo' },
  });
  expect((await tasksOf(alice)).map(({ due_at }) => due_at)).toEqual(Array(3).fill('2027-01-05T16:00:00.000Z'));
});

test('titles turn nothing around, hide nothing and end no quotation, old and new', async () => {
  await addTasks({ title: 'Milk” and keep «all» of “it' }, { title: 'شراء\u202e الحليب' }, { title: 'c\u200b\u2067d' });
  const lines = await ask([
    change(1, { title: 'x" → “y' }),
    change(2, { title: 'دفع\u2066 الإيجار' }),
    change(3, { title: 'cd' }),
  ]);
  expect(lines).toEqual([
    'Change 3 tasks: “Milkʼ and keep ʼallʼ of ʼit”, “شراء الحليب”, “cd”?',
    '– Change: “Milkʼ and keep ʼallʼ of ʼit” · Title: “Milkʼ and keep ʼallʼ of ʼit” → “xʼ → ʼy”',
    '– Change: “شراء الحليب” · Title: was “شراء الحليب”, will be “دفع الإيجار”',
    '– Change: “cd”',
  ]);
});
