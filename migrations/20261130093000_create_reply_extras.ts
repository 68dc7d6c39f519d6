import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('reply_extras', (table) => {
    // The user's message whose turn it was, and which of the turn's replies.
    table.bigInteger('message_id').notNullable().references('messages.id').onDelete('cascade');
    table.integer('round').notNullable();
    table.primary(['message_id', 'round']);
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.uuid('conversation_id').notNullable().references('conversations.id').onDelete('cascade');
    // Where it came from: nobody else gets it.
    table.text('endpoint').notNullable();
    // What came with the message itself, and with each of its calls: [{id, extra}]. Not jsonb: it goes back as it came.
    table.json('message').notNullable();
    table.json('calls').notNullable();
  });
  await knex.raw(
    'create index reply_extras_of_conversation on reply_extras (conversation_id, message_id desc, round desc)',
  );
  await knex.raw('create index reply_extras_of_user on reply_extras (user_id)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('reply_extras');
}
