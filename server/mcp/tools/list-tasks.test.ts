import { expect, test } from 'vitest';
import { openTestTools, type ToolUser } from '../../testing/test-tools.ts';
import { listTasks } from './list-tasks.ts';

const { addUser } = await openTestTools();

async function list(user: ToolUser, args: Record<string, unknown> = {}): Promise<string[]> {
  const { tasks } = listTasks.output.parse(await user.call('list_tasks', args));
  return tasks.map(({ title }) => title);
}

/** The tests' "now" is noon of Friday, 20 November 2026. */
async function addDatedTasks(): Promise<ToolUser> {
  const alice = await addUser();
  const dues = {
    late: 'yesterday',
    'late today': '2026-11-20T09:00:00Z',
    today: 'today',
    tonight: 'today 8pm',
    tomorrow: 'tomorrow',
    'next week': '2026-11-25',
    december: '2026-12-03',
  };
  for (const [title, due] of Object.entries(dues)) await alice.add(title, { due });
  await alice.add('someday');
  return alice;
}

test('filters by when tasks are due', async () => {
  const alice = await addDatedTasks();
  const filters: [string, string[]][] = [
    ['today', ['today', 'late today', 'tonight']],
    ['tomorrow', ['tomorrow']],
    ['overdue', ['late', 'late today']],
    ['this week', ['late', 'today', 'late today', 'tonight', 'tomorrow']],
    ['next week', ['next week']],
    ['none', ['someday']],
    ['2026-12-03', ['december']],
    ['december', ['december']],
    ['2026-11-21/2026-11-25', ['tomorrow', 'next week']],
    ['mañana', ['tomorrow']],
  ];
  for (const [due, titles] of filters) expect(await list(alice, { due }), due).toEqual(titles);
});

test('counts days in the zone of the caller', async () => {
  const alice = await addUser();
  await alice.add('late evening', { due: '2026-11-20T23:30:00Z' });
  const call = (timeZone: string) => alice.call('list_tasks', { due: 'today' }, { timeZone });
  expect(await call('UTC')).toMatchObject({ total: 1 });
  expect(await call('Europe/Paris')).toMatchObject({ total: 0 });
});

test('calls a day late only once it is over', async () => {
  const alice = await addUser();
  await alice.add('today', { due: 'today' });
  const at = (now: string) => alice.call('list_tasks', { due: 'overdue' }, { now: new Date(now) });
  expect(await at('2026-11-20T23:59:59Z')).toMatchObject({ total: 0 });
  expect(await at('2026-11-21T00:00:01Z')).toMatchObject({ total: 1, tasks: [{ overdue: true }] });
});

test('says a due date in the words of the caller', async () => {
  const alice = await addUser();
  await alice.add('dinner', { due: '2026-11-21T17:00:00Z' });
  const see = (locale: string, timeZone: string) => alice.call('list_tasks', {}, { locale, timeZone });
  expect(await see('en-US', 'America/New_York')).toMatchObject({
    tasks: [{ due: 'Saturday, November 21, 2026 at 12:00 PM' }],
  });
  expect(await see('de', 'Europe/Berlin')).toMatchObject({ tasks: [{ due: 'Samstag, 21. November 2026 um 18:00' }] });
});

test('shows pending tasks unless asked otherwise', async () => {
  const alice = await addUser();
  await alice.add('open');
  await alice.add('done');
  await alice.call('complete_task', { task_id: 2 });
  expect(await list(alice)).toEqual(['open']);
  expect(await list(alice, { status: null, query: null, due: null, tag: null })).toEqual(['open']);
  expect(await list(alice, { status: 'completed' })).toEqual(['done']);
  expect(await list(alice, { status: 'all' })).toEqual(['open', 'done']);
});

test('pages with its cursor and refuses any other', async () => {
  const alice = await addDatedTasks();
  const whole = await list(alice);
  const titles: string[] = [];
  let after: string | undefined;
  do {
    const page = listTasks.output.parse(await alice.call('list_tasks', { limit: 3, ...(after && { after }) }));
    expect(page.total).toBe(whole.length);
    titles.push(...page.tasks.map(({ title }) => title));
    after = page.after;
  } while (after);
  expect(titles).toEqual(whole);

  const { after: cursor = '' } = listTasks.output.parse(await alice.call('list_tasks', { limit: 3 }));
  for (const args of [{ after: 'nonsense' }, { after: `x${cursor}` }, { after: cursor, status: 'completed' }]) {
    expect(await alice.call('list_tasks', args)).toMatchObject({ success: false, error: { code: 'invalid_request' } });
  }
});

test('refuses a phrase that says no time', async () => {
  const alice = await addUser();
  expect(await alice.call('list_tasks', { due: 'the twelfth of never' })).toMatchObject({
    success: false,
    error: { code: 'invalid_date' },
  });
});
