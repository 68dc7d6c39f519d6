import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('task_changes', (table) => {
    // Where a change was asked for: 'chat', 'rest' or 'mcp'. Each takes back its own; null is from before that was kept.
    table.text('door');
    // Whether an undo brings back what another undo took away.
    table.boolean('is_redo').notNullable().defaultTo(false);
    table.check("door in ('chat', 'rest', 'mcp')", [], 'task_changes_door');
  });
  await knex.raw('create index task_changes_of_door on task_changes (user_id, door, id desc)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index task_changes_of_door');
  await knex.schema.alterTable('task_changes', (table) => {
    table.dropColumns('door', 'is_redo');
  });
}
