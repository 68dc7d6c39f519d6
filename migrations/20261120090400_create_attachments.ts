import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('attachments', (table) => {
    table.text('id').primary();
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.uuid('conversation_id').references('conversations.id').onDelete('cascade');
    table.text('name').notNullable();
    table.text('mime_type').notNullable();
    table.bigInteger('size').notNullable();
    // Null until the bytes have arrived.
    table.binary('bytes');
    table.timestamp('uploaded_at');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
  });
  await knex.raw('create index attachments_of_user on attachments (user_id)');
  await knex.raw('create index attachments_of_conversation on attachments (conversation_id)');
  await knex.raw('create index attachments_unsent on attachments (created_at) where conversation_id is null');

  await knex.schema.createTable('message_feedback', (table) => {
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.text('item_id').notNullable().references('messages.item_id').onDelete('cascade');
    table.text('kind').notNullable();
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.primary(['user_id', 'item_id']);
    table.check("kind in ('positive', 'negative')", [], 'message_feedback_kind');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('message_feedback');
  await knex.schema.dropTable('attachments');
}
