import type { Knex } from 'knex';

/** Indexes are built, and rows rewritten person by person, while people go on writing. */
export const config = { transaction: false };

// A day is a date and no longer a midnight with a flag, and a time keeps the zone it was said in. The version before
// still reads and writes `due_at` with `due_is_date` for a while: triggers translate what it writes, and the column
// `due_is_date` stays for that only. What is a day it shows without a date meanwhile, and changes nothing about it.
// Every step can be run again, should one be interrupted.
export async function up(knex: Knex): Promise<void> {
  await addColumns(knex);
  for (const [first, last] of await batchUsers(knex)) await translate(knex, first, last);
  await checkDates(knex);
  await build(knex, ADDED);
  await remove(knex, REPLACED);
}

export async function down(knex: Knex): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction.raw('drop trigger if exists tasks_translate_insert on tasks');
    await transaction.raw('drop trigger if exists tasks_translate_update on tasks');
    await transaction.raw('drop function if exists translate_due_is_date');
    await transaction.raw('drop function if exists day_of_midnight');
    await transaction.raw(CHECKS.map((name) => `alter table tasks drop constraint if exists ${name};`).join(''));
    await transaction.raw('alter table reminder_snoozes drop constraint if exists reminder_snoozes_one_due');
    await transaction.raw(MIDNIGHT_OF);
    await transaction.raw(OLD_SNAPSHOT);
    await transaction.raw(`
      update tasks set due_at = midnight_of(due_on, time_zone), due_is_date = true, due_on = null
      from users where users.id = user_id and due_on is not null`);
    await transaction.raw(`
      update reminder_snoozes set due_at = midnight_of(due_on, time_zone)
      from users where users.id = user_id and due_on is not null`);
    await transaction.raw('alter table task_changes disable trigger task_changes_append_only');
    await transaction.raw(`
      update task_changes set before = old_snapshot(before, time_zone), after = old_snapshot(after, time_zone)
      from users where users.id = user_id and coalesce(before -> 'due_on', after -> 'due_on') is not null`);
    await transaction.raw('alter table task_changes enable trigger task_changes_append_only');
    await transaction.raw('drop function midnight_of, old_snapshot');
    await transaction.raw('alter table tasks drop column due_on, drop column due_zone');
    await transaction.raw('alter table reminder_snoozes drop column due_on, alter column due_at set not null');
  });
  await build(knex, REPLACED);
  await remove(knex, ADDED);
}

async function addColumns(knex: Knex): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction.raw(
      'alter table tasks add column if not exists due_on date, add column if not exists due_zone text',
    );
    await transaction.raw(
      'alter table reminder_snoozes add column if not exists due_on date, alter column due_at drop not null',
    );
    await transaction.raw(DAY_OF_MIDNIGHT);
    await transaction.raw(TRANSLATE);
    await transaction.raw('drop trigger if exists tasks_translate_insert on tasks');
    await transaction.raw('drop trigger if exists tasks_translate_update on tasks');
    await transaction.raw(`
      create trigger tasks_translate_insert before insert on tasks for each row
      when (new.due_at is not null and (new.due_is_date or new.due_zone is null))
      execute function translate_due_is_date()`);
    // Only a version that knows no days names this column.
    await transaction.raw(`
      create trigger tasks_translate_update before update of due_is_date on tasks for each row
      execute function translate_due_is_date()`);
  });
}

/** @returns the first and the last of each thousand people. */
async function batchUsers(knex: Knex): Promise<[first: string, last: string][]> {
  const { rows } = await knex.raw<{ rows: { first: string; last: string }[] }>(`
    select min(id) as first, max(id) as last
    from (select id, row_number() over (order by id) / 1000 as batch from users) as numbered
    group by batch order by batch`);
  return rows.map(({ first, last }) => [first, last]);
}

async function translate(knex: Knex, first: string, last: string): Promise<void> {
  await knex.raw(
    `update reminder_snoozes as snooze
    set due_on = day_of_midnight(snooze.due_at, users.time_zone), due_at = null
    from tasks join users on users.id = tasks.user_id
    where tasks.user_id between ? and ? and tasks.due_is_date and tasks.due_at is not null
      and snooze.user_id = tasks.user_id and snooze.task_id = tasks.id and snooze.due_at = tasks.due_at`,
    [first, last],
  );
  // The trigger does it.
  await knex.raw(
    `update tasks set due_is_date = due_is_date
    where user_id between ? and ? and due_at is not null and (due_is_date or due_zone is null)`,
    [first, last],
  );
}

const CHECKS = ['tasks_one_due', 'tasks_time_has_zone'];

async function checkDates(knex: Knex): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction.raw(CHECKS.map((name) => `alter table tasks drop constraint if exists ${name};`).join(''));
    await transaction.raw(`
      alter table tasks
      add constraint tasks_one_due check (due_on is null or due_at is null) not valid,
      add constraint tasks_time_has_zone check (due_at is null or due_zone is not null) not valid`);
    await transaction.raw('alter table reminder_snoozes drop constraint if exists reminder_snoozes_one_due');
    await transaction.raw(`
      alter table reminder_snoozes
      add constraint reminder_snoozes_one_due check (num_nonnulls(due_on, due_at) = 1) not valid`);
  });
  // Looking at all rows holds nobody up when the checks are there already.
  for (const name of CHECKS) await knex.raw(`alter table tasks validate constraint ${name}`);
  await knex.raw('alter table reminder_snoozes validate constraint reminder_snoozes_one_due');
}

/**
 * The day whose first moment it is in a zone. Where it is none, somebody has travelled since: then the day whose midnight
 * it is in most zones, all from UTC−11 to UTC+12.
 */
const DAY_OF_MIDNIGHT = `
  create or replace function day_of_midnight(midnight timestamptz, zone text) returns date language plpgsql stable as $$
  declare
    day date;
  begin
    day := (midnight at time zone zone)::date;
    if ((midnight - interval '1 millisecond') at time zone zone)::date < day then
      return day;
    end if;
    return ((midnight + interval '12 hours') at time zone 'UTC')::date;
  exception when invalid_parameter_value then
    return ((midnight + interval '12 hours') at time zone 'UTC')::date;
  end
  $$`;

const TRANSLATE = `
  create or replace function translate_due_is_date() returns trigger language plpgsql as $$
  declare
    zone text := coalesce((select time_zone from users where id = new.user_id), 'UTC');
  begin
    if tg_op = 'INSERT' then
      new.due_zone := coalesce(new.due_zone, zone);
      -- What is inserted over a task becomes an update of it, which is translated then.
      if exists (select from tasks where user_id = new.user_id and id = new.id) then
        return new;
      end if;
    end if;
    if new.due_is_date and new.due_at is not null then
      new.due_on := day_of_midnight(new.due_at, zone);
      new.due_at := null;
      new.due_zone := case when new.recurrence is not null then zone end;
    elsif tg_op = 'UPDATE' then
      new.due_on := null;
      new.due_zone := case
        when new.due_at is null then null
        when new.due_at = old.due_at then coalesce(old.due_zone, zone)
        else zone end;
    end if;
    new.due_is_date := false;
    return new;
  end
  $$`;

const MIDNIGHT_OF = `
  create or replace function midnight_of(day date, zone text) returns timestamptz language plpgsql stable as $$
  begin
    return day::timestamp at time zone coalesce(zone, 'UTC');
  exception when invalid_parameter_value then
    return day::timestamp at time zone 'UTC';
  end
  $$`;

/** A change as the version before can read it, so that it can be undone there. */
const OLD_SNAPSHOT = `
  create or replace function old_snapshot(kept jsonb, zone text) returns jsonb language sql stable as $$
    select case
      when kept -> 'due_on' is null then kept
      when kept ->> 'due_on' is null then kept - 'due_on' - 'due_zone' || '{"due_is_date": false}'
      else kept - 'due_on' - 'due_zone' || jsonb_build_object('due_is_date', true, 'due_at', to_char(
        midnight_of((kept ->> 'due_on')::date, zone) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    end
  $$`;

const RANK = "(case priority when 'high' then 0 when 'medium' then 1 when 'low' then 2 else 3 end)";

const ADDED = {
  // The two orders that a list is put together of; tasks/lists/list-order.ts writes the same expressions.
  tasks_days_in_order: `tasks (user_id, status, coalesce(due_on, 'infinity'), ${RANK}, id) where due_at is null`,
  tasks_times_in_order: `tasks (user_id, status, due_at, ${RANK}, id) where due_at is not null`,
  // Counting a person's tasks by when they are due reads this and no rows.
  tasks_to_count_due: 'tasks (user_id, status, due_on, due_at)',
};
const REPLACED = {
  tasks_in_list_order: `tasks (user_id, status, coalesce(due_at, 'infinity'), ${RANK}, id)`,
  tasks_to_count: 'tasks (user_id, status, due_at, due_is_date)',
  // Nothing read it: what is due to be reminded of depends on snoozes too, and is asked for by person.
  tasks_to_remind: "tasks (due_at) where status = 'pending' and reminded_at is null and due_at is not null",
};

/** One whose building was interrupted is there and of no use: it makes way. */
async function build(knex: Knex, indexes: Record<string, string>): Promise<void> {
  await remove(knex, indexes);
  for (const [name, columns] of Object.entries(indexes))
    await knex.raw(`create index concurrently ${name} on ${columns}`);
}

async function remove(knex: Knex, indexes: Record<string, string>): Promise<void> {
  for (const name of Object.keys(indexes)) await knex.raw(`drop index concurrently if exists ${name}`);
}
