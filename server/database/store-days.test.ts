import { expect, test } from 'vitest';
import * as days from '../../migrations/20261130100000_store_days_as_dates.ts';
import { startOfDate } from '../dates/calendar/zoned-time.ts';
import { dueDay } from '../dates/calendar/due.ts';
import { TaskChange } from '../tasks/task-change.ts';
import { insertUser } from '../testing/factories.ts';
import { createTestDatabase } from '../testing/test-database.ts';

const { database } = await createTestDatabase();

const ZONES = ['Pacific/Auckland', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York', 'Pacific/Honolulu'];
/** In summer and winter of both halves of the world, and the days the clocks change. */
const DATES = ['2026-01-15', '2026-03-29', '2026-07-01', '2026-09-27', '2026-11-01', '2026-12-07'];

interface Row {
  id: number;
  dueOn: string | null;
  dueAt: Date | null;
  dueZone: string | null;
}

const midnight = (date: string, zone: string) => startOfDate(dueDay({ on: date }, 'UTC'), zone);
const at = (date: string) => new Date(`${date}T17:30:00Z`);

/** What the version before stores: a day of each date, some that repeat, a time of each, and one without a date. */
async function insertOldTasks(userId: string, saidIn: string, first = 1): Promise<void> {
  const rows = DATES.flatMap((date, index) => [
    { dueAt: midnight(date, saidIn), dueIsDate: true, recurrence: index % 2 === 0 ? 'FREQ=WEEKLY' : null },
    { dueAt: at(date), dueIsDate: false, recurrence: null },
  ]);
  const all = [...rows, { dueAt: null, dueIsDate: false, recurrence: null }];
  await database('tasks').insert(all.map((row, index) => ({ userId, id: first + index, title: 'Old', ...row })));
}

function expectedRows(zone: string, first = 1): Row[] {
  const rows = DATES.flatMap((date, index) => [
    { dueOn: date, dueAt: null, dueZone: index % 2 === 0 ? zone : null },
    { dueOn: null, dueAt: at(date), dueZone: zone },
  ]);
  return [...rows, { dueOn: null, dueAt: null, dueZone: null }].map((row, index) => ({ id: first + index, ...row }));
}

const read = (userId: string) =>
  database('tasks').where({ userId }).orderBy('id').select<Row[]>('id', 'dueOn', 'dueAt', 'dueZone');

test('days become dates and times keep their zone, in every zone, up and down and up again', async () => {
  await days.down(database);
  const users = await Promise.all(ZONES.map((timeZone) => insertUser(database, { timeZone })));
  for (const [index, userId] of users.entries()) await insertOldTasks(userId, ZONES[index] ?? 'UTC');
  const before = await database('tasks').orderBy(['userId', 'id']);
  const until = new Date('2026-12-08T09:00:00Z');
  const [first = ''] = users;
  const snoozes = [1, 2].map((taskId) => before.find(({ id, userId }) => id === taskId && userId === first));
  await database('reminder_snoozes').insert(
    snoozes.map(({ id, dueAt }) => ({ userId: first, taskId: id, dueAt, until })),
  );
  for (const round of ['first', 'second']) {
    await days.up(database);
    for (const [index, userId] of users.entries())
      expect(await read(userId), round).toEqual(expectedRows(ZONES[index] ?? ''));
    const put = await database('reminder_snoozes').orderBy('taskId').select('dueOn', 'dueAt');
    expect(put).toEqual([
      { dueOn: DATES[0], dueAt: null },
      { dueOn: null, dueAt: at(DATES[0] ?? '') },
    ]);
    await days.down(database);
    expect(await database('tasks').orderBy(['userId', 'id'])).toEqual(before);
  }
  await days.up(database);
  await days.up(database);
  for (const [index, userId] of users.entries()) expect(await read(userId)).toEqual(expectedRows(ZONES[index] ?? ''));
});

test('somebody who has travelled since has the day that was said, from UTC−11 to UTC+12', async () => {
  await days.down(database);
  const pairs = ZONES.flatMap((saidIn) => ['Europe/Berlin', 'America/Sao_Paulo'].map((now) => ({ saidIn, now })));
  for (const { saidIn, now } of pairs) {
    const userId = await insertUser(database, { timeZone: now });
    const dueAt = midnight('2026-07-07', saidIn);
    await database('tasks').insert({ userId, id: 1, title: 'Old', dueIsDate: true, dueAt });
  }
  const nowhere = await insertUser(database);
  await insertOldTasks(nowhere, 'UTC');
  await days.up(database);
  expect(await database('tasks').where({ dueOn: '2026-07-07' })).toHaveLength(pairs.length);
  expect(await read(nowhere)).toEqual(expectedRows('UTC'));
});

test('what the version before writes meanwhile is translated, and breaks nothing', async () => {
  for (const timeZone of ZONES) {
    const userId = await insertUser(database, { timeZone });
    await insertOldTasks(userId, timeZone);
    expect(await read(userId)).toEqual(expectedRows(timeZone));
    const set = (id: number, values: object) => database('tasks').where({ userId, id }).update(values);
    const row = async (id: number) => (await read(userId)).find((task) => task.id === id);
    await set(1, { dueAt: at('2026-12-24'), dueIsDate: false });
    expect(await row(1)).toEqual({ id: 1, dueOn: null, dueAt: at('2026-12-24'), dueZone: timeZone });
    await set(1, { title: 'Renamed' });
    await set(2, { dueAt: midnight('2026-12-24', timeZone), dueIsDate: true });
    expect(await row(2)).toEqual({ id: 2, dueOn: '2026-12-24', dueAt: null, dueZone: null });
    await set(2, { title: 'Renamed' });
    expect(await row(2)).toMatchObject({ dueOn: '2026-12-24' });
    await set(3, { dueAt: null, dueIsDate: false });
    expect(await row(3)).toEqual({ id: 3, dueOn: null, dueAt: null, dueZone: null });
    // As its undo stores a task again, whether it is still there or not.
    const dueAt = midnight('2026-12-31', timeZone);
    for (const id of [4, 5, 99])
      await database('tasks')
        .insert({ userId, id, title: 'Again', dueAt, dueIsDate: true })
        .onConflict(['userId', 'id'])
        .merge();
    for (const id of [4, 5, 99]) expect(await row(id)).toMatchObject({ dueOn: '2026-12-31', dueAt: null });
    expect(await database('tasks').where({ userId, dueIsDate: true })).toEqual([]);
  }
});

test('a change that the version before has kept is read with its day, and back again after a rollback', async () => {
  for (const timeZone of ZONES) {
    const userId = await insertUser(database, { timeZone });
    const moment = '2026-11-20T12:00:00.000Z';
    const nothing = ['notes', 'priority', 'recurrence', 'reminded_at', 'completed_at', 'previous_id', 'series_id'];
    const own = { user_id: userId, id: 1, title: 'Old', status: 'pending', tags: [], version: 1 };
    const written = { created_at: moment, updated_at: moment };
    const kept = { ...Object.fromEntries(nothing.map((name) => [name, null])), ...own, ...written };
    const batchId = crypto.randomUUID();
    const change = { userId, taskId: 1, kind: 'updated', batchId };
    const before = { ...kept, due_at: midnight('2026-12-07', timeZone).toISOString(), due_is_date: true };
    const after = { ...kept, due_at: at('2026-12-07').toISOString(), due_is_date: false };
    await database('task_changes').insert({ ...change, before, after });
    const readChange = async () => (await TaskChange.findBatches(database, userId, [batchId]))[0];
    const read = {
      before: { due_on: '2026-12-07', due_at: null, due_zone: null },
      after: { due_on: null, due_at: at('2026-12-07').toISOString(), due_zone: timeZone },
    };
    const found = await readChange();
    expect(found).toMatchObject(read);
    const now = { before: found?.before, after: found?.after };
    const [{ id }] = await database('task_changes').insert({ ...change, batchId: crypto.randomUUID(), ...now }, ['id']);
    await days.down(database);
    expect(await database('task_changes').where({ id }).first('before', 'after')).toEqual({ before, after });
    await days.up(database);
    expect(await readChange()).toMatchObject(read);
  }
});

test('the database holds that a task has a day or a time, and a time a zone', async () => {
  const userId = await insertUser(database);
  const insert = (columns: object) => database('tasks').insert({ userId, id: 1, title: 'x', ...columns });
  const dueAt = new Date();
  await expect(insert({ dueOn: '2026-12-07', dueAt, dueZone: 'UTC' })).rejects.toThrow('tasks_one_due');
  await insert({ dueAt });
  await expect(database('tasks').where({ userId }).update({ dueZone: null })).rejects.toThrow('tasks_time_has_zone');
  await expect(database('tasks').where({ userId }).update({ dueOn: '2026-12-07' })).rejects.toThrow('tasks_one_due');
});

test('a date is read as the text it is, whatever the zone of the process', async () => {
  const { rows } = await database.raw("select date '2026-12-07' as day");
  expect(rows).toEqual([{ day: '2026-12-07' }]);
});
