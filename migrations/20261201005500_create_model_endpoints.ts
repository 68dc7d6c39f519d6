import type { Knex } from 'knex';

/** Which endpoints have ever called a tool: what one of them writes as text is not taken for a call. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('model_endpoints', (table) => {
    table.text('endpoint').primary();
    table.timestamp('called_tools_at', { useTz: true }).notNullable().defaultTo(knex.fn.now());
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('model_endpoints');
}
