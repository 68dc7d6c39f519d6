import { expect, test } from 'vitest';
import { datesPreview, type DatesPreview } from '../../tasks/preview-dates.ts';
import { startTestServer } from '../../testing/test-server.ts';

const server = await startTestServer();
const alice = await server.signUp('Alice');

/** The server's clock is the real one, so dates far away are named. */
async function preview(text: string, kind = 'task', headers: Record<string, string> = {}): Promise<DatesPreview> {
  const response = await alice.fetch('/dates/preview', {
    body: { text, kind },
    headers: { 'Time-Zone': 'Europe/Berlin', 'Accept-Language': 'en-US', ...headers },
  });
  expect(response.status).toBe(200);
  return datesPreview.parse(await response.json());
}

/** The marked words of a text. */
function marked(text: string, { spans }: DatesPreview): string[] {
  return spans.map(({ start, end }) => text.slice(start, end));
}

test('shows day, time and repetition of a task that is being typed, and which words it took', async () => {
  const text = 'water plants every monday at 9 starting 2031-12-01';
  const shown = await preview(text);
  expect(shown).toMatchObject({
    title: 'water plants',
    due_at: '2031-12-01T08:00:00.000Z',
    due_zone: 'Europe/Berlin',
    recurrence: 'FREQ=WEEKLY;BYDAY=MO',
    due: 'Monday, December 1, 2031 at 9:00 AM',
    problem: null,
    choices: [],
  });
  expect(marked(text, shown)).toEqual(['every monday at 9 starting 2031-12-01']);
});

test('reads one field as a whole', async () => {
  expect(await preview(' 3 feb 2032 ', 'due')).toMatchObject({ due_on: '2032-02-03', spans: [{ start: 1, end: 11 }] });
  expect(await preview('every day but sunday', 'recurrence')).toMatchObject({
    recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA',
    title: null,
  });
});

test('offers the likeliest readings of what is unclear, and marks it', async () => {
  const text = 'call mom friday or saturday';
  const shown = await preview(text);
  expect(shown.choices.map(({ phrase }) => phrase)).toEqual(['friday', 'saturday']);
  expect(shown).toMatchObject({
    title: 'call mom',
    due_on: null,
    problem: expect.stringContaining('friday or saturday'),
  });
  expect(marked(text, shown)).toEqual(['friday or saturday']);
});

test('says what is wrong with a date that does not exist, and with a field that is none', async () => {
  expect(await preview('party 30 february')).toMatchObject({
    due_on: null,
    problem: expect.stringContaining('no such day'),
  });
  expect(await preview('banana', 'due')).toMatchObject({ due: null, problem: expect.stringContaining('banana') });
  expect(await preview('FREQ=HOURLY', 'recurrence')).toMatchObject({ recurrence: null, problem: expect.any(String) });
});

test('says nothing of a text without a date', async () => {
  expect(await preview('buy milk')).toMatchObject({ title: 'buy milk', spans: [], due: null, problem: null });
  expect(await preview('', 'due')).toMatchObject({ spans: [], due: null, problem: null });
});

test('shows what saving the task then does', async () => {
  for (const text of ['gym mon, wed and fri at 7pm', 'report last friday of december 2031', 'party 24.12.2032 18:30']) {
    const shown = await preview(text);
    const words = marked(text, shown).join(' ');
    const field = shown.recurrence === null ? { due: words } : { recurrence: words };
    const response = await alice.fetch('/tasks', {
      body: { title: shown.title, ...field },
      headers: { 'Time-Zone': 'Europe/Berlin' },
    });
    const { due_on, due_at, due_zone, recurrence } = (await response.json()) as DatesPreview;
    expect({ due_on, due_at, due_zone, recurrence }).toEqual({
      due_on: shown.due_on,
      due_at: shown.due_at,
      due_zone: shown.due_zone,
      recurrence: shown.recurrence,
    });
  }
});

test.each([
  [{ text: 'x'.repeat(501), kind: 'task' }],
  [{ text: 5, kind: 'task' }],
  [{ text: 'tomorrow', kind: 'banana' }],
  [{ text: 'tomorrow', kind: 'task', more: 1 }],
  [{}],
])('refuses request no. %#', async (body) => {
  const response = await alice.fetch('/dates/preview', { body });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    400,
    expect.stringContaining('problem+json'),
  ]);
});

test('answers only who is signed in, and only at their own address', async () => {
  const bob = await server.signUp('Bob');
  const body = JSON.stringify({ text: 'tomorrow', kind: 'due' });
  const url = `${server.url}/api/${alice.id}/dates/preview`;
  const headers = { 'Content-Type': 'application/json' };
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(401);
  const others = await fetch(url, {
    method: 'POST',
    headers: { ...headers, Authorization: `Bearer ${bob.token}` },
    body,
  });
  expect(others.status).toBe(403);
});

test('says of what belongs into the other field which one that is', async () => {
  expect(await preview('every monday at 9', 'due')).toMatchObject({
    problem: '"every monday at 9" says how a task repeats, not when it is due.',
    choices: [{ field: 'recurrence', phrase: 'every monday at 9', repeats: 'every Monday' }],
  });
  expect(await preview('3 feb 2032', 'recurrence')).toMatchObject({
    problem: '"3 feb 2032" says when a task is due, not how it repeats.',
    choices: [{ field: 'due', phrase: '3 feb 2032', repeats: null }],
  });
});
