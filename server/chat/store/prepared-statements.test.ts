import { expect, test } from 'vitest';
import { createTestDatabase } from '../../testing/test-database.ts';
import { openDatabase } from '../../database/database.ts';
import { bind } from './sql.ts';
import { PreparedStatements } from './prepared-statements.ts';

const { url } = await createTestDatabase();

test('plans a statement once per connection', async () => {
  const database = openDatabase(url, 1);
  const runner = new PreparedStatements(database);
  for (const value of [1, 2]) expect(await runner.run(bind('select ?::int as value', value))).toEqual([{ value }]);
  const { rows } = await database.raw('select count(*)::int as count from pg_prepared_statements');
  expect(rows).toEqual([{ count: 1 }]);
  await database.destroy();
});

test('goes on without preparing where the server forgets, as behind a pooler', async () => {
  const database = openDatabase(url, 1);
  const runner = new PreparedStatements(database);
  await runner.run(bind('select ?::int as value', 1));
  await database.raw('deallocate all');
  expect(await runner.run(bind('select ?::int as value', 2))).toEqual([{ value: 2 }]);
  expect(await runner.run(bind('select ?::int as value', 3))).toEqual([{ value: 3 }]);
  const { rows } = await database.raw('select count(*)::int as count from pg_prepared_statements');
  expect(rows).toEqual([{ count: 0 }]);
  await database.destroy();
});

test('runs statements of two stores on one connection', async () => {
  const database = openDatabase(url, 1);
  const [first, second] = [new PreparedStatements(database), new PreparedStatements(database)];
  expect(await first.run(bind('select 1 as value'))).toEqual([{ value: 1 }]);
  expect(await second.run(bind('select 2 as value'))).toEqual([{ value: 2 }]);
  await database.destroy();
});
