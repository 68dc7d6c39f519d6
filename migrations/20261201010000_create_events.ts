import type { Knex } from 'knex';

/** What is told of each table. */
const TOLD = {
  tasks: ['insert', 'update', 'delete'],
  conversations: ['insert', 'update', 'delete'],
  messages: ['insert', 'update', 'delete'],
  confirmations: ['insert', 'update'],
  sessions: ['delete'],
} as const;

/** What a stream has to know of a row to read it, or to say that it is gone. */
const SUBJECTS = {
  tasks: 'to_jsonb(id)',
  conversations: 'to_jsonb(id)',
  messages: "jsonb_build_object('id', item_id, 'conversation_id', conversation_id)",
  confirmations: "jsonb_build_object('id', id, 'conversation_id', conversation_id)",
  sessions: 'to_jsonb(id)',
} as const satisfies Record<keyof typeof TOLD, string>;

/**
 * What changed, for the streams of whoever is looking: written by triggers, in the transaction of the change and once a
 * statement, so that nothing is told that was rolled back and nothing is missed. It is written only for people who have a
 * stream, or had one a moment ago, so others pay nothing but the look.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('event_readers', (table) => {
    table.text('user_id').primary().references('users.id').onDelete('cascade');
    // Without a gap from one to the other: what was told in between is still there, or was told of.
    table.timestamp('read_since').notNullable();
    table.timestamp('read_until').notNullable();
  });
  await knex.schema.createTable('events', (table) => {
    table.bigIncrements('id');
    table.text('user_id').notNullable().references('users.id').onDelete('cascade');
    // Numbers are given before transactions end, so one that comes later can be smaller; a snapshot knows which are new.
    table.specificType('written_by', 'xid8').notNullable().defaultTo(knex.raw('pg_current_xact_id()'));
    table.text('kind').notNullable();
    table.jsonb('subjects').notNullable();
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.check("kind in ('tasks', 'conversations', 'messages', 'confirmations', 'sessions')", [], 'events_kind');
  });
  await knex.raw('create index events_of_user on events (user_id, written_by)');
  await knex.raw('create index events_by_age on events (created_at)');

  await knex.raw(`
    create function write_events(about text, subjects_of jsonb) returns void language plpgsql as $$
    declare
      reader text;
    begin
      for reader in
        insert into events (user_id, kind, subjects)
        -- An account that is being deleted takes all with it: there is nobody left to tell.
        select event_readers.user_id, about, subjects_of -> event_readers.user_id
        from event_readers join users on users.id = event_readers.user_id
        where event_readers.user_id in (select jsonb_object_keys(subjects_of)) and read_until > now()
        returning user_id
      loop
        perform pg_notify('parley_events', reader);
      end loop;
    end $$`);
  for (const [table, subject] of Object.entries(SUBJECTS)) {
    await knex.raw(`
      create function tell_of_${table}() returns trigger language plpgsql as $$
      begin
        if not exists (select from event_readers where user_id in (select user_id from changed) and read_until > now()) then
          return null;
        end if;
        perform write_events('${table}', (
          select jsonb_object_agg(user_id, subjects) from (
            select user_id, jsonb_agg(${subject}) as subjects from changed group by user_id) as told));
        return null;
      end $$`);
  }
  for (const [table, events] of Object.entries(TOLD)) {
    for (const event of events) {
      await knex.raw(`
        create trigger ${table}_tell_${event} after ${event} on ${table}
        referencing ${event === 'delete' ? 'old' : 'new'} table as changed
        for each statement execute function tell_of_${table}()`);
    }
  }
  // Only a deleted account takes its reader with it: the streams have to be woken to notice.
  await knex.raw(`
    create function tell_of_deletion() returns trigger language plpgsql as $$
    begin
      perform pg_notify('parley_events', old.user_id);
      return null;
    end $$`);
  await knex.raw(`
    create trigger event_readers_tell_delete after delete on event_readers
    for each row execute function tell_of_deletion()`);
}

export async function down(knex: Knex): Promise<void> {
  for (const [table, events] of Object.entries(TOLD)) {
    for (const event of events) await knex.raw(`drop trigger ${table}_tell_${event} on ${table}`);
    await knex.raw(`drop function tell_of_${table}`);
  }
  await knex.schema.dropTable('events');
  await knex.schema.dropTable('event_readers');
  await knex.raw('drop function write_events, tell_of_deletion');
}
