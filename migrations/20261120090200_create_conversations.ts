import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('conversations', (table) => {
    table.uuid('id').primary();
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.text('title');
    // ChatKit's thread status: {"type":"active"}, or locked or closed with a reason.
    table.jsonb('status').notNullable().defaultTo('{"type":"active"}');
    table.specificType('allowed_image_domains', 'text[]');
    table.jsonb('metadata').notNullable().defaultTo('{}');
    // The lease of the turn that is running, so that no two run at once on any instances; it expires by itself.
    table.uuid('turn_id');
    table.timestamp('turn_lease_until');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.timestamp('updated_at').notNullable().defaultTo(knex.fn.now());
  });
  await knex.raw('create index conversations_of_user on conversations (user_id, created_at desc, id desc)');

  await knex.schema.createTable('messages', (table) => {
    table.bigIncrements('id');
    table.text('item_id').notNullable().unique();
    table.uuid('conversation_id').notNullable().references('conversations.id').onDelete('cascade');
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.text('item_type').notNullable();
    table.jsonb('item').notNullable();
    // 'done', 'streaming' (a checkpoint of text that is still coming) or 'interrupted'.
    table.text('state').notNullable().defaultTo('done');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.check("state in ('done', 'streaming', 'interrupted')", [], 'messages_state');
  });
  await knex.raw('create index messages_of_conversation on messages (conversation_id, id)');
  await knex.raw('create index messages_of_user on messages (user_id)');
  // Next to empty: what every new turn looks through for text that a dead one left unfinished.
  await knex.raw("create index messages_streaming on messages (conversation_id) where state = 'streaming'");

  await knex.schema.createTable('tool_calls', (table) => {
    table.uuid('id').primary();
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.uuid('conversation_id').notNullable().references('conversations.id').onDelete('cascade');
    // The user's message whose turn made the call.
    table.bigInteger('message_id').notNullable().references('messages.id').onDelete('cascade');
    table.text('call_id').notNullable();
    table.text('name').notNullable();
    table.jsonb('arguments').notNullable();
    table.jsonb('result');
    table.text('status').notNullable();
    // Which run of the turn made the call, when the turn was run again after a crash.
    table.uuid('attempt');
    table.timestamp('started_at').notNullable().defaultTo(knex.fn.now());
    table.timestamp('finished_at');
    // One effect per call: what makes a retried turn safe.
    table.unique(['message_id', 'call_id']);
    table.check("status in ('succeeded', 'failed', 'proposed', 'cancelled')", [], 'tool_calls_status');
  });
  await knex.raw('create index tool_calls_of_conversation on tool_calls (conversation_id)');
  await knex.raw('create index tool_calls_of_user on tool_calls (user_id)');

  await knex.schema.createTable('confirmations', (table) => {
    table.uuid('id').primary();
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.uuid('conversation_id').notNullable().references('conversations.id').onDelete('cascade');
    table.bigInteger('message_id').notNullable().references('messages.id').onDelete('cascade');
    // [{call_id, name, arguments, task_id, version, title}]: exactly what runs after a yes.
    table.jsonb('calls').notNullable();
    table.text('summary').notNullable();
    table.text('status').notNullable().defaultTo('pending');
    // The item id of the card that shows it.
    table.text('item_id');
    table.jsonb('outcome');
    table.timestamp('expires_at').notNullable();
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.timestamp('resolved_at');
    table.check("status in ('pending', 'confirmed', 'cancelled', 'expired', 'stale')", [], 'confirmations_status');
  });
  await knex.raw("create index confirmations_pending on confirmations (conversation_id) where status = 'pending'");
  await knex.raw('create index confirmations_of_user on confirmations (user_id)');
  await knex.raw('create index confirmations_of_message on confirmations (message_id)');
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['confirmations', 'tool_calls', 'messages', 'conversations']) await knex.schema.dropTable(table);
}
