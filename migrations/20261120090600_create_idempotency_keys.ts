import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('idempotency_keys', (table) => {
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.text('key').notNullable();
    // What was asked, so that a key that is used for something else is noticed.
    table.text('request_hash').notNullable();
    // The message the request became: trying again goes on with it. It goes with its conversation, answer and all.
    table.uuid('conversation_id').references('conversations.id').onDelete('cascade').index();
    table.text('item_id');
    table.jsonb('answer');
    table.timestamp('held_until').notNullable();
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.primary(['user_id', 'key']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('idempotency_keys');
}
