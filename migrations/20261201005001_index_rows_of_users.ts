import type { Knex } from 'knex';

/** An index is built while people go on writing, which cannot be done in a transaction. */
export const config = { transaction: false };

/** A person's rows in an order, so that an export reads them a page at a time. */
const ADDED = {
  messages_of_user_in_order: 'messages (user_id, id)',
  tool_calls_of_user_in_order: 'tool_calls (user_id, id)',
  confirmations_of_user_in_order: 'confirmations (user_id, id)',
  conversations_of_user_in_order: 'conversations (user_id, id)',
};
/** What the new ones do as well. */
const REPLACED = {
  messages_of_user: 'messages (user_id)',
  tool_calls_of_user: 'tool_calls (user_id)',
  confirmations_of_user: 'confirmations (user_id)',
};

export async function up(knex: Knex): Promise<void> {
  await build(knex, ADDED);
  await remove(knex, REPLACED);
}

export async function down(knex: Knex): Promise<void> {
  await build(knex, REPLACED);
  await remove(knex, ADDED);
}

/** One whose building was interrupted is there and of no use: it makes way. */
async function build(knex: Knex, indexes: Record<string, string>): Promise<void> {
  await remove(knex, indexes);
  for (const [name, columns] of Object.entries(indexes))
    await knex.raw(`create index concurrently ${name} on ${columns}`);
}

async function remove(knex: Knex, indexes: Record<string, string>): Promise<void> {
  for (const name of Object.keys(indexes)) await knex.raw(`drop index concurrently if exists ${name}`);
}
