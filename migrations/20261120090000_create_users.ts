import type { Knex } from 'knex';

/** Better Auth's tables (core 1.7, `jwt` plugin, database rate limit) under our names, and the fields Parley adds to a user. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('users', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    table.text('email').notNullable().unique();
    table.boolean('email_verified').notNullable().defaultTo(false);
    table.text('image');
    table.text('time_zone');
    table.text('locale');
    table.text('theme').notNullable().defaultTo('system');
    // The newest task number given to this user: numbers are never given twice.
    table.integer('task_counter').notNullable().defaultTo(0);
    table.timestamps(true, true);
  });

  await knex.schema.createTable('sessions', (table) => {
    table.text('id').primary();
    table.text('token').notNullable().unique();
    table.text('user_id').notNullable().references('users.id').onDelete('cascade').index();
    table.timestamp('expires_at').notNullable();
    table.text('ip_address');
    table.text('user_agent');
    table.timestamps(true, true);
  });

  await knex.schema.createTable('accounts', (table) => {
    table.text('id').primary();
    table.text('issuer').notNullable();
    table.text('account_id').notNullable();
    table.text('provider_id').notNullable();
    table.text('user_id').notNullable().references('users.id').onDelete('cascade').index();
    table.text('access_token');
    table.text('refresh_token');
    table.text('id_token');
    table.timestamp('access_token_expires_at');
    table.timestamp('refresh_token_expires_at');
    table.text('scope');
    table.text('password');
    table.timestamps(true, true);
    table.unique(['issuer', 'account_id']);
  });

  await knex.schema.createTable('verifications', (table) => {
    table.text('id').primary();
    table.text('identifier').notNullable().index();
    table.text('value').notNullable();
    table.timestamp('expires_at').notNullable();
    table.timestamps(true, true);
  });

  await knex.schema.createTable('jwks', (table) => {
    table.text('id').primary();
    table.text('public_key').notNullable();
    table.text('private_key').notNullable();
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.timestamp('expires_at');
    table.text('alg');
    table.text('crv');
  });

  await knex.schema.createTable('auth_rate_limits', (table) => {
    table.text('id').primary();
    table.text('key').notNullable().unique();
    table.integer('count').notNullable();
    table.bigInteger('last_request').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['auth_rate_limits', 'jwks', 'verifications', 'accounts', 'sessions', 'users']) {
    await knex.schema.dropTable(table);
  }
}
