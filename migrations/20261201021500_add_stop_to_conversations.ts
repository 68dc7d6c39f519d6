import type { Knex } from 'knex';

// Which turn somebody stopped: whichever instance runs it looks here. The version before stops turns by their connections.
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table conversations add column if not exists stop_turn_id uuid');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table conversations drop column stop_turn_id');
}
