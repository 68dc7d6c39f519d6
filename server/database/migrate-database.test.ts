import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { migrateDatabase } from './migrate-database.ts';
import * as series from '../../migrations/20261130091100_add_series_to_tasks.ts';
import { insertUser } from '../testing/factories.ts';
import { createTestDatabase } from '../testing/test-database.ts';

const { database, url } = await createTestDatabase();

async function tables(): Promise<string[]> {
  const { rows } = await database.raw<{ rows: { name: string }[] }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  return rows.map(({ name }) => name);
}

/** @returns the migrations taken back, in order. */
async function migrateDownToNothing(): Promise<string[]> {
  const [name] = await migrateDatabase(database, 'down');
  return name === undefined ? [] : [name, ...(await migrateDownToNothing())];
}

test('goes down by one migration at a time, so that a rollback deletes no more than it must', async () => {
  const [newest] = readdirSync('migrations').toSorted().toReversed();
  expect(await migrateDatabase(database, 'down')).toEqual([newest]);
  expect(await tables()).toContain('tasks');
  expect(await migrateDatabase(database)).toEqual([newest]);
});

test('goes down to nothing and up again to the same tables', async () => {
  const before = await tables();
  expect(before).toContain('tasks');
  expect(await migrateDownToNothing()).toHaveLength(readdirSync('migrations').length);
  expect(await tables()).toEqual(['knex_migrations', 'knex_migrations_lock']);
  await migrateDatabase(database);
  expect(await tables()).toEqual(before);
  expect(await database('knex_migrations').pluck('name')).toEqual(readdirSync('migrations').toSorted());
});

test('has an index for every reference that a deletion follows, and none that is half-built', async () => {
  await migrateDatabase(database);
  const { rows } = await database.raw(`
    select conrelid::regclass || ' ' || conname as reference from pg_constraint
    where contype = 'f' and confdeltype in ('c', 'n', 'd') and not exists (
      select from pg_index where indrelid = conrelid and indisvalid and
        (indpred is null or pg_get_expr(indpred, indrelid) ~ 'IS NOT NULL') and
        (select array_agg(key order by place) from unnest(indkey::int2[]) with ordinality as keys (key, place)
          where place <= cardinality(conkey)) @> conkey)`);
  expect(rows).toEqual([]);
  expect((await database.raw('select indexrelid::regclass from pg_index where not indisvalid')).rows).toEqual([]);
});

test('lets two instances that start together both come up', async () => {
  await migrateDownToNothing();
  const other = openDatabase(url, 2);
  const [first, second] = await Promise.all([migrateDatabase(database), migrateDatabase(other)]);
  await other.destroy();
  expect([first.length, second.length].toSorted((a, b) => a - b)).toEqual([0, readdirSync('migrations').length]);
});

test('says in one line what a person can put right', () => {
  const { status, stderr } = spawnSync(process.execPath, ['server/database/migrate.ts', 'latest'], {
    env: { ...process.env, DATABASE_URL: url, BETTER_AUTH_SECRET: '' },
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('BETTER_AUTH_SECRET');
  expect(stderr).not.toContain('    at ');
});

test('leaves the names of columns mapped', async () => {
  await migrateDatabase(database);
  expect(database('tasks').where({ dueAt: null }).toSQL().sql).toContain('"due_at"');
});

test('joins the occurrences that there are to series, each with one open at the most', async () => {
  await migrateDatabase(database);
  const userId = await insertUser(database);
  await series.down(database);
  const row = (id: number, previousId: number | null, isOpen: boolean, recurrence: string | null = 'FREQ=DAILY') => ({
    userId,
    id,
    previousId,
    recurrence,
    title: `task ${id}`,
    ...(isOpen ? {} : { status: 'completed', completedAt: new Date() }),
  });
  await database('tasks').insert([
    row(1, null, false),
    row(2, 1, false),
    row(3, 2, true),
    // A second series that a fault has made of the first.
    row(4, 1, true),
    // What it descends from is gone.
    row(6, 5, true),
    row(7, null, true, null),
  ]);
  await series.up(database);
  const rows = await database('tasks')
    .where({ userId })
    .orderBy('id')
    .select<{ seriesId: string | null }[]>('seriesId');
  const [one, two, three, four, six, seven] = rows.map(({ seriesId }) => seriesId);
  expect([two, four]).toEqual([one, one]);
  expect(seven).toBeNull();
  expect(new Set([one, three, six]).size).toBe(3);
  expect(six).not.toBeNull();
});
