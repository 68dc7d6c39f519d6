import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import type { TaskFilter } from '../../tasks/lists/find-tasks.ts';
import { insertUser } from '../../testing/factories.ts';
import { createTestDatabase } from '../../testing/test-database.ts';
import { signUp, startTestServer } from '../../testing/test-server.ts';
import type { DueColumns } from '../../tasks/task-dates.ts';
import { summarizeTasks, taskSummary } from '../../tasks/lists/summarize-tasks.ts';

const { database, url } = await createTestDatabase();
const server = await startTestServer({ DATABASE_URL: url });
const ALL: TaskFilter = { status: 'all', words: [] };

/** A task by what its counting depends on: days from today, and the time on the wall or none for a whole day. */
interface Dated {
  status: 'pending' | 'completed';
  due: { days: number; minutes: number | null } | null;
  priority: 'low' | 'high' | null;
}

/** Moments in zones whose day is then an hour longer or shorter, or begins at one o'clock, and some that are plain. */
const MOMENTS: [zone: string, now: string][] = [
  ['Europe/Paris', '2026-10-24T22:30:00Z'],
  ['Europe/Paris', '2027-03-28T00:59:00Z'],
  ['America/Havana', '2027-03-14T04:59:00Z'],
  ['America/Havana', '2026-11-01T05:30:00Z'],
  ['Asia/Beirut', '2027-03-27T22:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:31:00Z'],
  ['America/Santiago', '2026-09-05T23:00:00Z'],
  ['Pacific/Kiritimati', '2026-12-31T10:00:00Z'],
  ['Asia/Kathmandu', '2026-11-20T18:14:59Z'],
  ['UTC', '2026-11-20T23:59:59Z'],
];

const dated: fc.Arbitrary<Dated> = fc.record({
  status: fc.constantFrom('pending', 'pending', 'pending', 'completed'),
  priority: fc.constantFrom('low', 'high', null),
  due: fc.option(
    fc.record({
      days: fc.integer({ min: -9, max: 10 }),
      minutes: fc.option(fc.constantFrom(0, 1, 59, 90, 150, 719, 1380, 1439), { nil: null }),
    }),
  ),
});

function dueOf({ due }: Dated, now: Date, timeZone: string): DueColumns {
  if (due === null) return { dueOn: null, dueAt: null, dueZone: null };
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const day = today.add({ days: due.days });
  if (due.minutes === null) return { dueOn: day.toString(), dueAt: null, dueZone: null };
  const plainTime = Temporal.PlainTime.from('00:00').add({ minutes: due.minutes });
  const at = new Date(day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds);
  return { dueOn: null, dueAt: at, dueZone: timeZone };
}

async function insertTasks(userId: string, tasks: readonly Dated[], now: Date, timeZone: string): Promise<void> {
  const rows = tasks.map((task, index) => ({
    userId,
    id: index + 1,
    title: `Task ${index + 1}`,
    status: task.status,
    priority: task.priority,
    completedAt: task.status === 'completed' ? now : null,
    ...dueOf(task, now, timeZone),
  }));
  await database.batchInsert('tasks', rows, 1000);
}

/** Counts the way a person would: each task by the date on the wall, one after the other. */
function countByHand(tasks: readonly Dated[], now: Date, timeZone: string) {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const today = wall.format(now);
  const counts = {
    open: 0,
    overdue: 0,
    today: 0,
    next_days: Array.from({ length: 7 }, () => 0),
    later: 0,
    no_date: 0,
    done: 0,
  };
  for (const task of tasks) {
    const { dueOn, dueAt } = dueOf(task, now, timeZone);
    if (task.status === 'completed') {
      counts.done += 1;
      continue;
    }
    counts.open += 1;
    const day = dueOn ?? (dueAt && wall.format(dueAt));
    if (day === null) counts.no_date += 1;
    else if (dueAt === null ? day < today : dueAt < now) counts.overdue += 1;
    else if (day === today) counts.today += 1;
    else {
      const ahead = (Date.parse(day) - Date.parse(today)) / 86_400_000;
      if (ahead > 7) counts.later += 1;
      else counts.next_days[ahead - 1] = (counts.next_days[ahead - 1] ?? 0) + 1;
    }
  }
  return counts;
}

test('counts as one would by hand, whatever the zone does with its clocks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(dated, { maxLength: 300, size: 'max' }),
      fc.constantFrom(...MOMENTS),
      async (tasks, [timeZone, moment]) => {
        const now = new Date(moment);
        const userId = await insertUser(database);
        await insertTasks(userId, tasks, now, timeZone);
        const { next_days, ...summary } = await summarizeTasks(database, userId, ALL, { now, timeZone });
        const counted = { ...summary, next_days: next_days.map(({ count }) => count) };
        expect(counted).toMatchObject(countByHand(tasks, now, timeZone));
        const important = await summarizeTasks(database, userId, { ...ALL, priority: 'high' }, { now, timeZone });
        const byHand = countByHand(
          tasks.filter(({ priority }) => priority === 'high'),
          now,
          timeZone,
        );
        expect(important).toMatchObject({ open: byHand.open, overdue: byHand.overdue, done: byHand.done });
      },
    ),
    { seed: 20261130, numRuns: 20 },
  );
});

test('counts more than any page holds, in the zone of the request, and reads an index alone for it', async () => {
  const alice = await server.signUp('Alice');
  const bob = await server.signUp('Bob');
  const timeZone = 'America/Los_Angeles';
  const each = (count: number, status: Dated['status'], days: number | null): Dated[] =>
    Array.from({ length: count }, () => ({
      status,
      priority: null,
      due: days === null ? null : { days, minutes: null },
    }));
  const tasks = [
    ...each(230, 'pending', -1),
    ...each(210, 'pending', 0),
    ...Array.from({ length: 7 }, (_, index) => each(201 + index, 'pending', index + 1)).flat(),
    ...each(220, 'pending', 8),
    ...each(240, 'pending', null),
    ...each(250, 'completed', -3),
  ];
  await insertTasks(alice.id, tasks, new Date(), timeZone);
  const others = `insert into tasks (user_id, id, title) select ?, n, 'Task' from generate_series(1, 20000) as n`;
  await database.raw(others, [await insertUser(database)]);
  await database.raw('vacuum analyze tasks');
  const statements: { sql: string; bindings: string[] }[] = [];
  database.on('query', (query: { sql: string; bindings: string[] }) => statements.push(query));
  await summarizeTasks(database, alice.id, ALL, { now: new Date(), timeZone });

  const response = await alice.fetch('/tasks/summary', { headers: { 'Time-Zone': timeZone } });
  expect(response.status).toBe(200);
  const summary = taskSummary.parse(await response.json());
  expect(summary).toMatchObject({ overdue: 230, today: 210, later: 220, no_date: 240, done: 250, recent_changes: [] });
  expect(summary.next_days.map(({ count }) => count)).toEqual([201, 202, 203, 204, 205, 206, 207]);
  expect(summary.open).toBe(230 + 210 + 1428 + 220 + 240);
  expect(summary.date).toBe(new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date()));

  const pending = await alice.fetch('/tasks/summary?status=pending&due=none', { headers: { 'Time-Zone': timeZone } });
  expect(await pending.json()).toMatchObject({ open: 240, no_date: 240, overdue: 0, done: 0 });
  expect(await (await bob.fetch('/tasks/summary')).json()).toMatchObject({ open: 0, done: 0 });

  for (const [message, answer] of [
    ['show my tasks', 'You have 2328 open tasks'],
    ['what is overdue?', 'I found 230 tasks'],
    ['what have I done?', '250 tasks are done'],
    ['show my tasks by priority', 'You have 2328 open tasks'],
  ] as const) {
    const reply = await alice.fetch('/chat', { body: { message }, headers: { 'Time-Zone': timeZone } });
    expect(JSON.stringify(await reply.json()), message).toContain(answer);
  }

  const counting = statements.find(({ sql }) => sql.includes('width_bucket'));
  const plan = await database.raw(`explain ${counting?.sql.replaceAll(/\$\d+/g, '?')}`, [
    ...(counting?.bindings ?? []),
  ]);
  expect(JSON.stringify(plan.rows)).toContain('Index Only Scan using tasks_to_count_due');
});

test('names the newest changes, and others once others were made', async () => {
  const alice = await server.signUp('Alice');
  const batches = async () => {
    const { recent_changes: changes } = taskSummary.parse(await (await alice.fetch('/tasks/summary')).json());
    return changes.map(({ batch_id: batchId }) => batchId);
  };
  const added = (await (await alice.fetch('/tasks', { body: { title: 'Buy milk' } })).json()) as { batch_id: string };
  expect(await batches()).toEqual([added.batch_id]);
  const body = { status: 'completed', priority: 'high' };
  const done = (await (await alice.fetch('/tasks/1', { method: 'PATCH', body })).json()) as { batch_id: string };
  expect(await batches()).toEqual([done.batch_id, added.batch_id]);
});

test('refuses filters nobody has, nobody signed in and other people', async () => {
  const alice = await server.signUp('Alice');
  const bob = await signUp(server.url, 'Bob');
  for (const query of ['status=open', 'colour=red', 'priority=1', 'status=all&status=pending']) {
    expect((await alice.fetch(`/tasks/summary?${query}`)).status, query).toBe(400);
  }
  expect(await (await alice.fetch('/tasks/summary?due=blursday')).json()).toMatchObject({ code: 'invalid_date' });
  expect((await fetch(`${server.url}/api/${alice.id}/tasks/summary`)).status).toBe(401);
  const foreign = await fetch(`${server.url}/api/${alice.id}/tasks/summary`, {
    headers: { Authorization: `Bearer ${bob.token}` },
  });
  expect(foreign.status).toBe(403);
});
