import type { Knex } from 'knex';

// Each turn looks for what was asked in its conversation and has expired; deleting a conversation looks for all of it.
export async function up(knex: Knex): Promise<void> {
  await knex.raw('create index confirmations_of_conversation on confirmations (conversation_id)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index confirmations_of_conversation');
}
