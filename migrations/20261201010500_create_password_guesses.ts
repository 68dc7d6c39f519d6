import type { Knex } from 'knex';

/** Wrong guesses at passwords, by account and network, and from where a right one came. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('password_guesses', (table) => {
    table.text('key').primary();
    table.integer('failures').notNullable().defaultTo(0);
    table.timestamp('paused_until');
    table.timestamp('succeeded_at');
    table.timestamp('updated_at').notNullable().defaultTo(knex.fn.now()).index();
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('password_guesses');
}
