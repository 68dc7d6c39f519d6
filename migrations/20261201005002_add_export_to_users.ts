import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('users', (table) => {
    // The export of the account that is running, and until when unless it is renewed: one at a time, on any instance.
    table.uuid('export_id');
    table.timestamp('export_until');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('users', (table) => table.dropColumns('export_id', 'export_until'));
}
