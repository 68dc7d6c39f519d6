import type { Knex } from 'knex';

// How many conversations a person has begun, and how many bytes were written into each; what was before is not counted. The
// version before leaves both as they are.
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table users add column if not exists conversation_counter integer not null default 0');
  await knex.raw('alter table conversations add column if not exists item_bytes bigint not null default 0');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table conversations drop column item_bytes');
  await knex.raw('alter table users drop column conversation_counter');
}
