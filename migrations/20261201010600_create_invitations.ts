import type { Knex } from 'knex';

/** Invitations to make an account: each good for one, by whoever has its token. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('invitations', (table) => {
    table.text('id').primary();
    table.text('token_hash').notNullable().unique();
    table.text('email');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.timestamp('expires_at').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('invitations');
}
