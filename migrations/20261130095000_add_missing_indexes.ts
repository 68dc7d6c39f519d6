import type { Knex } from 'knex';

/** An index is built while people go on writing, which cannot be done in a transaction. */
export const config = { transaction: false };

const ADDED = {
  // What a deleted message takes with it.
  message_feedback_of_item: 'message_feedback (item_id)',
  // The newest calls of a conversation, which every turn begins with.
  tool_calls_in_order: 'tool_calls (conversation_id, started_at desc, call_id desc)',
  // The oldest open task of a title, which every new task is compared with.
  tasks_by_title_in_order: "tasks (user_id, lower(title), id) where status = 'pending'",
};
/** What the new ones do as well. */
const REPLACED = {
  tool_calls_of_conversation: 'tool_calls (conversation_id)',
  tasks_by_title: "tasks (user_id, lower(title)) where status = 'pending'",
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
