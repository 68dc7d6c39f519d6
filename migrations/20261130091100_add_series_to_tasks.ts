import type { Knex } from 'knex';

// What repeats is a series of occurrences, and one of them at the most is open. A series is known by the first
// occurrence its others descend from; where a fault has left several open, each but the newest becomes a series of its
// own. A version that knows no series makes tasks without one, which the index leaves alone.
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('tasks', (table) => {
    table.uuid('series_id');
  });
  await knex.raw(`
    with recursive descent (user_id, id, root) as (
      select user_id, id, id from tasks as first
      where recurrence is not null and not exists (
        select from tasks as previous where previous.user_id = first.user_id and previous.id = first.previous_id
      )
      union all
      select next.user_id, next.id, descent.root from descent
      join tasks as next on next.user_id = descent.user_id and next.previous_id = descent.id
    ),
    ranked as (
      select descent.*, status = 'pending' and row_number() over (
        partition by descent.user_id, root, status order by descent.id desc
      ) > 1 as is_surplus
      from descent join tasks using (user_id, id)
    ),
    series as (
      select user_id, root, gen_random_uuid() as series_id from descent group by user_id, root
    )
    update tasks set series_id = case when is_surplus then gen_random_uuid() else series.series_id end
    from ranked join series using (user_id, root)
    where tasks.user_id = ranked.user_id and tasks.id = ranked.id`);
  await knex.raw(
    "create unique index tasks_one_open_of_series on tasks (user_id, series_id) where status = 'pending' and series_id is not null",
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('tasks', (table) => {
    table.dropColumn('series_id');
  });
}
