import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('reminder_snoozes', (table) => {
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.integer('task_id').notNullable();
    // A snooze belongs to one due date: a task that is moved is reminded of anew.
    table.timestamp('due_at').notNullable();
    table.timestamp('until').notNullable();
    table.primary(['user_id', 'task_id']);
    table.foreign(['user_id', 'task_id']).references(['user_id', 'id']).inTable('tasks').onDelete('cascade');
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('reminder_snoozes');
}
