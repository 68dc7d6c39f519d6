import { Model } from 'objection';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/test-database.ts';
import { openDatabase, prepared, type Knex } from './database.ts';

const { url } = await createTestDatabase();

class User extends Model {
  static override tableName = 'users';
}
const read = (database: Knex, id: string) => prepared(User.query(database).where({ id }));
const countPlans = async (database: Knex) => {
  const { rows } = await database.raw('select count(*)::int as count from pg_prepared_statements');
  return rows;
};

test('a prepared query is planned once per connection, whatever its values', async () => {
  const database = openDatabase(url, 1);
  for (const id of ['a', 'b']) expect(await read(database, id)).toEqual([]);
  expect(await countPlans(database)).toEqual([{ count: 1 }]);
  await database.destroy();
});

test('it runs unprepared where the server forgets, as behind a pooler', async () => {
  const database = openDatabase(url, 1);
  await read(database, 'a');
  await database.raw('deallocate all');
  for (const id of ['b', 'c']) expect(await read(database, id)).toEqual([]);
  expect(await countPlans(database)).toEqual([{ count: 0 }]);
  await database.destroy();
});

test('it runs unprepared in a transaction, which a refusal would end', async () => {
  const database = openDatabase(url, 1);
  await database.transaction(async (transaction) => {
    expect(await read(transaction, 'a')).toEqual([]);
    expect(await countPlans(transaction)).toEqual([{ count: 0 }]);
  });
  await database.destroy();
});
