import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const server = await startTestServer({ LOG_LEVEL: 'error' });
const database = openDatabase(server.databaseUrl, 1);
let alice: TestUser;

beforeEach(async () => {
  alice = await server.signUp('Alice');
});

type Body = Record<string, unknown>;

async function rest(path: string, timeZone: string, init: { method?: string; body?: Body } = {}): Promise<Body> {
  const response = await alice.fetch(path, { ...init, headers: { 'Time-Zone': timeZone } });
  return (await response.json()) as Body;
}

const add = (title: string, timeZone: string, more: Body = {}) =>
  rest('/tasks', timeZone, { body: { title, ...more } });

async function mcp(timeZone: string, name: string, args: Body): Promise<Body> {
  const client = new Client({ name: 'outside', version: '1.0.0' });
  const headers = { Authorization: `Bearer ${alice.token}`, 'Time-Zone': timeZone };
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', server.url), { requestInit: { headers } }));
  const { structuredContent } = await client.callTool({ name, arguments: args });
  await client.close();
  return structuredContent as Body;
}

const titles = async (query: string, timeZone: string) =>
  ((await rest(`/tasks?${query}`, timeZone))['data'] as { title: string }[]).map(({ title }) => title);

describe('due December 7, said in Berlin', () => {
  test('is December 7 for whoever reads it', async () => {
    const made = await add('Tax', 'Europe/Berlin', { due: 'December 7' });
    const on = String(made['due_on']);
    expect(on).toMatch(/-12-07$/);
    const words = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(on));
    for (const timeZone of ['Europe/Berlin', 'Europe/London', 'America/New_York', 'Pacific/Auckland']) {
      expect(await titles(`due=${on}`, timeZone), timeZone).toEqual(['Tax']);
      for (const other of [`${on.slice(0, 8)}06`, `${on.slice(0, 8)}08`])
        expect(await titles(`due=${other}`, timeZone), timeZone).toEqual([]);
      const own = { due_on: on, due_at: null, due_zone: null, due: words };
      expect(await rest('/tasks/1', timeZone)).toMatchObject(own);
      expect(await mcp(timeZone, 'list_tasks', { due: on })).toMatchObject({ tasks: [own] });
      expect(await rest(`/tasks/summary?due=${on}`, timeZone)).toMatchObject({ open: 1 });
      expect((await rest('/export', timeZone))['tasks']).toMatchObject([{ dueOn: on, dueAt: null, dueZone: null }]);
      const answer = await rest('/chat', timeZone, { body: { message: 'when is Tax due?' } });
      expect(JSON.stringify(answer), timeZone).toContain(words);
    }
  });

  test('repeats from there, wherever it is done', async () => {
    for (const timeZone of ['America/New_York', 'Pacific/Auckland']) {
      const { id } = await add('Rent', 'Europe/Berlin', { due: '2027-01-31', recurrence: 'every month' });
      const done = await rest(`/tasks/${String(id)}`, timeZone, { method: 'PATCH', body: { status: 'completed' } });
      const next = { due_on: '2027-02-28', due_at: null, due_zone: 'Europe/Berlin', recurrence: expect.anything() };
      expect(done['next_task'], timeZone).toMatchObject(next);
      await rest(`/tasks/${String(Number(id) + 1)}`, timeZone, { method: 'DELETE' });
    }
  });
});

describe('moving a task', () => {
  const zone = 'Europe/Berlin';
  /** The Friday after today, as a calendar on the wall has it. */
  function nextFriday(): string {
    for (let ahead = 1; ; ahead += 1) {
      const day = new Date(Date.now() + ahead * 86_400_000);
      if (new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: zone }).format(day) === 'Fri')
        return new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: zone }).format(day);
    }
  }
  const doors: [string, (due: string) => Promise<Body>][] = [
    ['REST', (due) => rest('/tasks/1', zone, { method: 'PATCH', body: { due } })],
    ['MCP', (due) => mcp(zone, 'update_task', { task_id: 1, due })],
    ['chat', (due) => rest('/chat', zone, { body: { message: `move Call mum to ${due}` } })],
  ];

  test.each(doors)('keeps what was not said: %s', async (_door, move) => {
    await add('Call mum', zone, { due: '2027-03-01 19:00' });
    expect(JSON.stringify(await move('friday'))).toContain(`${nextFriday()} at 7:00 PM`);
    expect(JSON.stringify(await move('10am'))).toContain(`${nextFriday()} at 10:00 AM`);
    expect(JSON.stringify(await move('2027-03-02 20:30'))).toContain('Tuesday, March 2, 2027 at 8:30 PM');
  });

  const impossible = ['30 February', '2026-02-30', '2026-13-01', '25:00', 'tomorrow at 25:00', 'in 90000 years'];
  test.each(doors)('to a date that does not exist changes nothing, and says what to write: %s', async (door, move) => {
    const before = await add('Call mum', zone, { due: '2027-03-01 19:00' });
    for (const due of impossible) {
      const answer = JSON.stringify(await move(due));
      if (door !== 'chat') expect(answer, due).toContain('"invalid_date"');
      expect(await rest('/tasks/1', zone), due).toMatchObject({ due_at: before['due_at'], version: 1 });
    }
  });
});

test('a task with a date that does not exist is not made', async () => {
  for (const due of ['30 February', '2026-02-30', '25:00', 'tomorrow at 25:00', '2026-12-07T25:00', '0001-01-01']) {
    const refused = { code: 'invalid_date', detail: expect.stringMatching(/Try |Write |Say |Did you mean/) };
    expect(await add('Tax', 'Europe/Berlin', { due }), due).toMatchObject(refused);
    expect(await mcp('Europe/Berlin', 'add_task', { title: 'Tax', due }), due).toMatchObject({
      error: { code: 'invalid_date' },
    });
  }
  expect(await database('tasks').where({ userId: alice.id })).toEqual([]);
  expect(await add('Tax', 'Europe/Berlin', { due: '2020-01-01' })).toMatchObject({
    due_on: '2020-01-01',
    overdue: true,
    warning_codes: ['past_due'],
  });
});
