import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { isMigrated, migrateDatabase } from './migrate-database.ts';
import { createTestDatabase } from '../testing/test-database.ts';

const { database, url } = await createTestDatabase();

async function tables(): Promise<string[]> {
  const { rows } = await database.raw<{ rows: { name: string }[] }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  return rows.map(({ name }) => name);
}

test('goes down to nothing and up again to the same tables', async () => {
  const before = await tables();
  expect(before).toContain('tasks');
  await migrateDatabase(database, 'rollback');
  expect(await tables()).toEqual(['knex_migrations', 'knex_migrations_lock']);
  expect(await isMigrated(database)).toBe(false);
  await migrateDatabase(database);
  expect(await tables()).toEqual(before);
  expect(await isMigrated(database)).toBe(true);
});

test('lets two instances that start together both come up', async () => {
  await migrateDatabase(database, 'rollback');
  const other = openDatabase(url, 2);
  const [first, second] = await Promise.all([migrateDatabase(database), migrateDatabase(other)]);
  await other.destroy();
  expect([first.length, second.length].toSorted((a, b) => a - b)).toEqual([0, readdirSync('migrations').length]);
});

test('leaves the names of columns mapped', async () => {
  await migrateDatabase(database);
  expect(database('tasks').where({ dueAt: null }).toSQL().sql).toContain('"due_at"');
});
