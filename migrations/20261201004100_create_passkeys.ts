import type { Knex } from 'knex';

/** What Better Auth's passkey plugin keeps (1.7), under our names. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('passkeys', (table) => {
    table.text('id').primary();
    table.text('user_id').notNullable().references('users.id').onDelete('cascade').index();
    table.text('name');
    table.text('public_key').notNullable();
    table.text('credential_id').notNullable().unique();
    table.bigInteger('counter').notNullable();
    table.text('device_type').notNullable();
    table.boolean('backed_up').notNullable();
    table.text('transports');
    table.text('aaguid');
    table.timestamp('created_at').defaultTo(knex.fn.now());
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('passkeys');
}
