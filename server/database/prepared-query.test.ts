import { Model } from 'objection';
import { expect, test } from 'vitest';
import { insertUser } from '../testing/factories.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { openDatabase, type Knex } from './database.ts';
import { PreparedQuery, type Given } from './prepared-query.ts';

const { database, url } = await createTestDatabase();

class User extends Model {
  static override tableName = 'users';
  declare id: string;
  declare timeZone: string | null;
}
let built = 0;
const users = new PreparedQuery((database, { id, name }: Given<{ id: string; name?: string | undefined }>) => {
  built += 1;
  const query = User.query(database).where({ id });
  return name ? query.where({ name }) : query;
});
const read = (database: Knex, id: string) => users.run(database, { id });
const countPlans = async (database: Knex) => {
  const { rows } = await database.raw('select count(*)::int as count from pg_prepared_statements');
  return rows;
};

test('a query is planned once per connection, whatever its values', async () => {
  const database = openDatabase(url, 1);
  for (const id of ['a', 'b']) expect(await read(database, id)).toEqual([]);
  expect(await countPlans(database)).toEqual([{ count: 1 }]);
  await database.destroy();
});

test('it is built once for each set of values that are there', async () => {
  built = 0;
  const id = await insertUser(database, { name: 'Alice', timeZone: 'UTC' });
  const found = [];
  for (const name of ['Alice', 'Bob']) found.push(...(await users.run(database, { id, name })));
  expect(found).toEqual([expect.objectContaining({ id, timeZone: 'UTC' })]);
  expect(found[0]).toBeInstanceOf(User);
  expect(built).toBe(1);
  for (const name of [undefined, undefined]) expect(await users.run(database, { id, name })).toHaveLength(1);
  expect(built).toBeLessThanOrEqual(2);
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
