import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('conversations', (table) => {
    // When something was said last: the order of every list. The version before leaves it at the creation.
    table.timestamp('active_at').notNullable().defaultTo(knex.fn.now());
  });
  await knex.raw(`update conversations set active_at = coalesce(
    (select messages.created_at from messages where conversation_id = conversations.id order by messages.id desc limit 1),
    conversations.created_at)`);
  await knex.raw('create index conversations_by_activity on conversations (user_id, active_at desc, id desc)');
  await knex.raw('drop index conversations_of_user');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('create index conversations_of_user on conversations (user_id, created_at desc, id desc)');
  await knex.schema.alterTable('conversations', (table) => table.dropColumn('active_at'));
}
