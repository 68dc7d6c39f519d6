import { expect, test } from 'vitest';
import { openTestTools, type ToolUser } from '../../testing/test-tools.ts';
import { findTasks, type TaskFilter } from './find-tasks.ts';
import type { TaskPosition } from './list-order.ts';

const { addUser, database } = await openTestTools();
const PENDING: TaskFilter = { status: 'pending', words: [] };

async function titles(user: ToolUser, filter: Partial<TaskFilter> = {}): Promise<string[]> {
  const { tasks } = await findTasks(database, user.id, { ...PENDING, ...filter }, { limit: 100, timeZone: 'UTC' });
  return tasks.map(({ title }) => title);
}

/** Every page, one after the other. */
async function pages(user: ToolUser, filter: TaskFilter, limit: number): Promise<number[]> {
  const ids: number[] = [];
  let after: TaskPosition | undefined;
  for (;;) {
    const page = await findTasks(database, user.id, filter, { limit, after, timeZone: 'UTC' });
    ids.push(...page.tasks.map(({ id }) => id));
    after = page.end;
    if (!page.hasMore) return ids;
  }
}

test('shows what is due first, then what matters most, then the oldest', async () => {
  const alice = await addUser();
  await alice.add('someday');
  await alice.add('someday, important', { priority: 'high' });
  await alice.add('later', { due: '2026-12-02' });
  await alice.add('sooner, low', { due: '2026-12-01', priority: 'low' });
  await alice.add('sooner, medium', { due: '2026-12-01', priority: 'medium' });
  await alice.add('overdue', { due: '2026-11-01' });
  const order = ['overdue', 'sooner, medium', 'sooner, low', 'later', 'someday, important', 'someday'];
  expect(await titles(alice)).toEqual(order);
});

test('shows the newest of what is done first', async () => {
  const alice = await addUser();
  for (const title of ['One', 'Two', 'Three']) await alice.add(title);
  for (const [index, id] of [2, 3, 1].entries()) {
    await alice.call('complete_task', { task_id: id }, { now: new Date(Date.UTC(2026, 10, 20, 12, index)) });
  }
  await alice.add('Four');
  expect(await titles(alice, { status: 'completed' })).toEqual(['One', 'Three', 'Two']);
  expect((await titles(alice, { status: 'all' }))[0]).toBe('Four');
});

test('shows each task on exactly one page, whatever ties there are', async () => {
  const alice = await addUser();
  for (let index = 0; index < 23; index += 1) {
    const due = index % 3 === 0 ? {} : { due: `2026-12-0${1 + (index % 2)}` };
    const { id } = await alice.add(`Task ${index}`, { ...due, ...(index % 2 === 0 && { priority: 'high' }) });
    if (index % 4 === 0) await alice.call('complete_task', { task_id: id });
  }
  for (const status of ['pending', 'completed', 'all'] as const) {
    const whole = await pages(alice, { status, words: [] }, 100);
    expect(new Set(whole).size, status).toBe({ pending: 17, completed: 6, all: 23 }[status]);
    for (const limit of [1, 4, 7]) expect(await pages(alice, { status, words: [] }, limit)).toEqual(whole);
  }
});

test('counts all pages', async () => {
  const alice = await addUser();
  for (const title of ['One', 'Two', 'Three']) await alice.add(title);
  const first = await findTasks(database, alice.id, PENDING, { limit: 2, timeZone: 'UTC' });
  expect(first).toMatchObject({ total: 3, hasMore: true });
  const second = await findTasks(database, alice.id, PENDING, { limit: 2, after: first.end, timeZone: 'UTC' });
  expect(second).toMatchObject({ total: 3, hasMore: false, tasks: [{ title: 'Three' }] });
});

test('finds words whatever their case, accents and order, in title and notes', async () => {
  const alice = await addUser();
  await alice.add('Café mit Ömer', { notes: 'naïve façade' });
  await alice.add('100% of_it \\ done', { notes: null });
  await alice.add('Чай с мёдом');
  const find = (query: string) => titles(alice, { words: query.split(' ') });
  for (const query of ['cafe', 'CAFÉ', 'omer cafe', 'NAIVE', 'cafe façade']) {
    expect(await find(query), query).toEqual(['Café mit Ömer']);
  }
  expect(await find('100%')).toHaveLength(1);
  expect(await find('f_i')).toHaveLength(1);
  expect(await find('\\')).toHaveLength(1);
  expect(await find('1_0%')).toEqual([]);
  expect(await find('чай')).toHaveLength(1);
  expect(await find("' or '1'='1")).toEqual([]);
});

test('finds by priority, tag and due date', async () => {
  const alice = await addUser();
  await alice.add('tagged', { tags: ['home', 'Garden'], priority: 'low' });
  await alice.add('dated', { due: '2026-12-05' });
  expect(await titles(alice, { tag: 'garden' })).toEqual(['tagged']);
  expect(await titles(alice, { tag: 'gar' })).toEqual([]);
  expect(await titles(alice, { priority: 'low' })).toEqual(['tagged']);
  expect(await titles(alice, { due: 'none' })).toEqual(['tagged']);
  const [from, until] = [new Date('2026-12-05T00:00:00Z'), new Date('2026-12-06T00:00:00Z')];
  const days = { from: '2026-12-05', through: '2026-12-05' };
  expect(await titles(alice, { due: { days, times: { from, until } } })).toEqual(['dated']);
  expect(await titles(alice, { due: { days: { through: '2026-12-04' }, times: { until: from } } })).toEqual([]);
});

test('never shows another user’s task', async () => {
  const [alice, bob] = [await addUser(), await addUser()];
  await alice.add('SECRET-5', { tags: ['shared'], priority: 'high' });
  for (const filter of [{}, { words: ['SECRET'] }, { tag: 'shared' }, { priority: 'high' as const }]) {
    expect(await titles(bob, { ...filter, status: 'all' })).toEqual([]);
  }
});

test('reads the open list from its index, in order', async () => {
  const alice = await addUser();
  await database.raw(
    `insert into tasks (user_id, id, title, due_at, due_zone, due_on)
     select ?, n, 'Task ' || n, case when n % 3 = 1 then timestamptz '2026-12-01' + n * interval '1 minute' end,
       'UTC', case when n % 3 = 2 then date '2026-12-01' + n / 1000 end
     from generate_series(1, 20000) as n`,
    [alice.id],
  );
  await database.raw('analyze tasks');
  const statements: { sql: string; bindings: readonly unknown[] }[] = [];
  const note = (query: { sql: string; bindings: readonly unknown[] }) => statements.push(query);
  database.on('query', note);
  const page = await findTasks(database, alice.id, PENDING, { limit: 50, timeZone: 'UTC' });
  await findTasks(database, alice.id, PENDING, { limit: 50, after: page.end, timeZone: 'UTC' });
  database.off('query', note);
  const lists = statements.filter(({ sql }) => sql.includes('order by'));
  expect(lists).toHaveLength(2);
  for (const { sql, bindings } of lists) {
    const connection = await database.client.acquireConnection();
    const { rows } = await connection.query(`explain ${sql}`, bindings);
    await database.client.releaseConnection(connection);
    const plan = JSON.stringify(rows);
    for (const index of ['tasks_days_in_order', 'tasks_times_in_order']) expect(plan).toContain(index);
    expect(plan).not.toContain('Sort');
  }
});
