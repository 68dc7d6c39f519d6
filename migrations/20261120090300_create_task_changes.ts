import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('task_changes', (table) => {
    table.bigIncrements('id');
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    table.integer('task_id').notNullable();
    table.text('kind').notNullable();
    table.jsonb('before');
    table.jsonb('after');
    // One request's changes: what "undo" takes back together.
    table.uuid('batch_id').notNullable();
    table.uuid('conversation_id').references('conversations.id').onDelete('set null');
    table.uuid('tool_call_id').references('tool_calls.id').onDelete('set null');
    // The batch that this change took back, when it is an undo.
    table.uuid('undo_of');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.check(
      "kind in ('created', 'updated', 'completed', 'reopened', 'deleted', 'restored')",
      [],
      'task_changes_kind',
    );
  });
  await knex.raw('create index task_changes_of_user on task_changes (user_id, id desc)');
  await knex.raw('create index task_changes_of_batch on task_changes (batch_id)');
  await knex.raw('create index task_changes_undoing on task_changes (undo_of) where undo_of is not null');
  await knex.raw('create index task_changes_of_conversation on task_changes (conversation_id, id desc)');
  await knex.raw('create index task_changes_of_tool_call on task_changes (tool_call_id)');
  // Append-only: what happened is never rewritten. References may be cleared, and an account's rows go with it.
  await knex.raw(`
    create function refuse_task_change_rewrite() returns trigger language plpgsql as $$
    begin
      if (new.user_id, new.task_id, new.kind, new.before, new.after, new.batch_id, new.undo_of, new.created_at)
         is distinct from (old.user_id, old.task_id, old.kind, old.before, old.after, old.batch_id, old.undo_of, old.created_at) then
        raise exception 'task_changes is append-only';
      end if;
      return new;
    end $$`);
  await knex.raw(
    'create trigger task_changes_append_only before update on task_changes for each row execute function refuse_task_change_rewrite()',
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('task_changes');
  await knex.raw('drop function refuse_task_change_rewrite()');
}
