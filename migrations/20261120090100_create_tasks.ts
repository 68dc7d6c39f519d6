import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('tasks', (table) => {
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.integer('id').notNullable();
    table.text('title').notNullable();
    table.text('notes');
    table.text('status').notNullable().defaultTo('pending');
    table.text('priority');
    table.specificType('tags', 'text[]').notNullable().defaultTo('{}');
    table.timestamp('due_at');
    table.boolean('due_is_date').notNullable().defaultTo(false);
    table.text('recurrence');
    table.timestamp('reminded_at');
    table.timestamp('completed_at');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.timestamp('updated_at').notNullable().defaultTo(knex.fn.now());
    table.integer('version').notNullable().defaultTo(1);
    // The recurring task whose completion made this one.
    table.integer('previous_id');
    table.primary(['user_id', 'id']);
    table.check('char_length(title) between 1 and 500', [], 'tasks_title_length');
    table.check("status in ('pending', 'completed')", [], 'tasks_status');
    table.check("priority in ('low', 'medium', 'high')", [], 'tasks_priority');
    table.check("(status = 'completed') = (completed_at is not null)", [], 'tasks_completed_at');
  });
  // The order of the open list; models/task-list.ts writes the same expressions.
  await knex.raw(`
    create index tasks_in_list_order on tasks (
      user_id, status, coalesce(due_at, 'infinity'),
      (case priority when 'high' then 0 when 'medium' then 1 when 'low' then 2 else 3 end), id
    )`);
  await knex.raw(
    "create index tasks_completed on tasks (user_id, completed_at desc, id desc) where status = 'completed'",
  );
  await knex.raw("create index tasks_by_title on tasks (user_id, lower(title)) where status = 'pending'");
  await knex.raw('create index tasks_by_previous on tasks (user_id, previous_id) where previous_id is not null');
  await knex.raw(
    "create index tasks_to_remind on tasks (due_at) where status = 'pending' and reminded_at is null and due_at is not null",
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('tasks');
}
