import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // Mail that waits to be sent, and for a day what was sent: a limit counts it. Texts and links are made when it goes out.
  await knex.schema.createTable('mails', (table) => {
    table.bigIncrements('id');
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.text('kind').notNullable();
    table.text('locale');
    table.jsonb('details').notNullable().defaultTo('{}');
    table.integer('attempts').notNullable().defaultTo(0);
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    // Null once it is sent or given up.
    table.timestamp('due_at').defaultTo(knex.fn.now());
  });
  await knex.raw('create index mails_of_user on mails (user_id, kind, created_at)');
  await knex.raw('create index mails_that_wait on mails (due_at) where due_at is not null');
  await knex.raw('create index mails_by_age on mails (created_at)');

  // From where and with what somebody signed in before: a digest of it, so that the table tells nobody else.
  await knex.schema.createTable('sign_in_places', (table) => {
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.text('place').notNullable();
    table.timestamp('seen_at').notNullable().defaultTo(knex.fn.now());
    table.primary(['user_id', 'place']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('sign_in_places');
  await knex.schema.dropTable('mails');
}
