import type { Knex } from 'knex';

/**
 * Tokens rest as `sha256:` and their hash from now on; sessions that are open stay open. An instance of before finds none
 * of them, so people sign in again who reach one while versions change.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    `update sessions set token = 'sha256:' ||
       rtrim(translate(encode(sha256(convert_to(token, 'UTF8')), 'base64'), '+/', '-_'), '=')
     where token not like 'sha256:%'`,
  );
}

/** A hash cannot be turned back: whoever is signed in signs in again. */
export async function down(knex: Knex): Promise<void> {
  await knex('sessions').delete();
}
