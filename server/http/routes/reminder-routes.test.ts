import { expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { todayIn } from '../../dates/calendar/due.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const server = await startTestServer({ LOG_LEVEL: 'error' });
const alice = await server.signUp('Alice');
const bob = await server.signUp('Bob');
const database = openDatabase(server.databaseUrl, 1);

const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);

/** Adds a task and moves its due date, a time or a day, which the API would flag when it is past. */
async function addDue(user: TestUser, title: string, due: Date | string): Promise<number> {
  const response = await user.fetch('/tasks', { body: { title } });
  const { id } = (await response.json()) as { id: number };
  const columns = typeof due === 'string' ? { dueOn: due } : { dueAt: due, dueZone: 'UTC' };
  await database('tasks').where({ userId: user.id, id }).update(columns);
  return id;
}

async function claim(user: TestUser, timeZone = 'UTC'): Promise<string[]> {
  const response = await user.fetch('/reminders/claim', { method: 'POST', headers: { 'Time-Zone': timeZone } });
  expect(response.status).toBe(200);
  const { data } = (await response.json()) as { data: { title: string }[] };
  return data.map(({ title }) => title);
}

const wake = (user: TestUser, taskId: number) =>
  database('reminder_snoozes')
    .where({ userId: user.id, taskId })
    .update({ until: minutes(-1) });

const snooze = (user: TestUser, body: unknown) => user.fetch('/reminders/snooze', { body });

test('hands out due tasks once, oldest first, and nobody else’s', async () => {
  await addDue(alice, 'call', minutes(-1));
  await addDue(alice, 'write', minutes(-5));
  await addDue(alice, 'later', minutes(30));
  await addDue(bob, 'bob’s', minutes(-1));
  expect(await claim(alice)).toEqual(['write', 'call']);
  expect(await claim(alice)).toEqual([]);
  expect(await claim(bob)).toEqual(['bob’s']);
});

test('gives each reminder to one of many desktops that ask at the same time', async () => {
  for (let index = 0; index < 6; index += 1) await addDue(alice, `many ${index}`, minutes(-1));
  const answers = await Promise.all(Array.from({ length: 8 }, () => claim(alice)));
  expect(answers.flat().toSorted()).toEqual(['many 0', 'many 1', 'many 2', 'many 3', 'many 4', 'many 5']);
});

test('leaves the version of a task as it is', async () => {
  const id = await addDue(alice, 'same version', minutes(-1));
  await claim(alice);
  expect(await (await alice.fetch(`/tasks/${id}`)).json()).toMatchObject({ version: 1 });
});

/** A zone whose clock on the wall shows this hour now, eight or nine, of a day that is the same for both. */
function zoneAt(hour: number): string {
  const inUtc = new Date().getUTCHours();
  const ahead = hour - inUtc + (inUtc > 20 ? 24 : 0);
  return ahead > 0 ? `Etc/GMT-${ahead}` : `Etc/GMT+${-ahead}`;
}

test('reminds of a day without a time from nine, by the clock of whoever asks', async () => {
  const [early, late] = [zoneAt(8), zoneAt(9)];
  const dayAhead = (days: number) => todayIn(minutes(days * 24 * 60), early);
  await addDue(alice, 'today', dayAhead(0));
  await addDue(alice, 'yesterday', dayAhead(-1));
  await addDue(alice, 'tomorrow', dayAhead(1));
  expect(todayIn(new Date(), late)).toBe(dayAhead(0));
  expect(await claim(alice, early)).toEqual(['yesterday']);
  expect(await claim(alice, late)).toEqual(['today']);
});

test('reminds of nothing that is done or a week old, unless that was put off until now', async () => {
  const old = await addDue(alice, 'old', minutes(-8 * 24 * 60));
  const done = await addDue(alice, 'done', minutes(-1));
  await alice.fetch(`/tasks/${done}`, { method: 'PATCH', body: { status: 'completed' } });
  expect(await claim(alice)).toEqual([]);
  await snooze(alice, { task_id: old, until: minutes(60).toISOString() });
  expect(await claim(alice)).toEqual([]);
  await wake(alice, old);
  expect(await claim(alice)).toEqual(['old']);
});

test('puts off the reminder of a day, until the task is moved', async () => {
  const id = await addDue(alice, 'day', todayIn(minutes(-24 * 60), 'UTC'));
  expect(await claim(alice)).toEqual(['day']);
  expect((await snooze(alice, { task_id: id, until: minutes(10).toISOString() })).status).toBe(200);
  expect(await claim(alice)).toEqual([]);
  await wake(alice, id);
  expect(await claim(alice)).toEqual(['day']);
  await snooze(alice, { task_id: id, until: minutes(10).toISOString() });
  const moved = { dueOn: todayIn(minutes(-2 * 24 * 60), 'UTC') };
  await database('tasks').where({ userId: alice.id, id }).update(moved);
  expect(await claim(alice)).toEqual(['day']);
});

test('comes back after a snooze, and not before', async () => {
  const id = await addDue(alice, 'snoozed', minutes(-1));
  await claim(alice);
  expect((await snooze(alice, { task_id: id, until: minutes(10).toISOString() })).status).toBe(200);
  expect(await claim(alice)).toEqual([]);
  await wake(alice, id);
  expect(await claim(alice)).toEqual(['snoozed']);
  expect(await claim(alice)).toEqual([]);
});

test('keeps a snooze when a change of the task is undone, whichever came first', async () => {
  for (const isSnoozedFirst of [true, false]) {
    const id = await addDue(alice, 'undone', minutes(-1));
    await claim(alice);
    const rename = () => alice.fetch(`/tasks/${id}`, { method: 'PATCH', body: { title: 'renamed' } });
    if (!isSnoozedFirst) await rename();
    await snooze(alice, { task_id: id, until: minutes(10).toISOString() });
    if (isSnoozedFirst) await rename();
    expect((await alice.fetch('/undo', { body: {} })).status).toBe(200);
    expect(await claim(alice)).toEqual([]);
    await wake(alice, id);
    expect(await claim(alice)).toEqual(['undone']);
  }
});

test('forgets a snooze when the task is moved', async () => {
  const id = await addDue(alice, 'moved', minutes(-1));
  await claim(alice);
  await snooze(alice, { task_id: id, until: minutes(600).toISOString() });
  await database('tasks')
    .where({ userId: alice.id, id })
    .update({ dueAt: minutes(-2) });
  expect(await claim(alice)).toEqual(['moved']);
});

test('refuses a snooze that makes no sense, and one of somebody else’s task', async () => {
  const id = await addDue(alice, 'mine', minutes(600));
  const until = minutes(10).toISOString();
  for (const body of [{}, { task_id: id }, { task_id: 'x', until }, { task_id: id, until: 'tomorrow' }]) {
    expect((await snooze(alice, body)).status).toBe(400);
  }
  expect((await snooze(alice, { task_id: id, until: minutes(-1).toISOString() })).status).toBe(400);
  expect((await snooze(bob, { task_id: id, until })).status).toBe(404);
  expect((await snooze(alice, { task_id: 9999, until })).status).toBe(404);
});

test('asks for a token', async () => {
  const response = await fetch(`${server.url}/api/${alice.id}/reminders/claim`, { method: 'POST' });
  expect(response.status).toBe(401);
});
