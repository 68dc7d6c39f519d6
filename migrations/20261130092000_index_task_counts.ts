import type { Knex } from 'knex';

/** An index is built while people go on writing, which cannot be done in a transaction. */
export const config = { transaction: false };

/** Counting a person's tasks by when they are due reads this index and no rows. */
export async function up(knex: Knex): Promise<void> {
  // One whose building was interrupted is there and of no use: it makes way.
  await down(knex);
  await knex.raw('create index concurrently tasks_to_count on tasks (user_id, status, due_at, due_is_date)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index concurrently if exists tasks_to_count');
}
