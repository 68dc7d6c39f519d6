import type { Knex } from 'knex';

/** Rows are filled in while people go on writing. */
export const config = { transaction: false };

/** So many messages are read at a time. */
const BATCH = 2_000;

/** So much of a message is searched. */
const LONGEST = 20_000;

// What a search of conversations looks through: the words of each message with no case, accents or marks, worked out by the
// database when it is written, whichever version writes. The table is beside `messages`, so that no page carries it. Every
// step can be run again, should one be interrupted.
export async function up(knex: Knex): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction.raw(SEARCH_TEXT);
    await transaction.raw(MESSAGE_WORDS);
    if (!(await transaction.schema.hasTable('message_texts'))) {
      await transaction.schema.createTable('message_texts', (table) => {
        table.text('user_id').notNullable().references('users.id').onDelete('cascade');
        table.bigInteger('message_id').notNullable();
        table.specificType('words', 'tsvector').notNullable();
        table.primary(['user_id', 'message_id']);
      });
      await transaction.raw('create index message_texts_words on message_texts using gin (words)');
    }
    await transaction.raw(KEEP);
    await transaction.raw(DROP);
    await transaction.raw(DROP_TRIGGERS);
    await transaction.raw(
      'create trigger messages_drop_words after delete on messages for each row execute function drop_message_words()',
    );
    await transaction.raw(`
      create trigger messages_keep_words after insert on messages for each row
      when (${IS_SAID}) execute function keep_message_words()`);
    await transaction.raw(`
      create trigger messages_keep_new_words after update of item, state on messages for each row
      when (${IS_SAID}) execute function keep_message_words()`);
  });
  let last: string | undefined = '0';
  while (last !== undefined) last = await fillIn(knex, last);
}

export async function down(knex: Knex): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction.raw(DROP_TRIGGERS);
    await transaction.raw('drop function if exists keep_message_words, drop_message_words');
    await transaction.raw('drop table if exists message_texts');
    await transaction.raw('drop function if exists message_words, search_text');
  });
}

/** What was written since the triggers are there is newer, and stays. @returns the last message of the batch. */
async function fillIn(knex: Knex, after: string): Promise<string | undefined> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `with batch as (
      select id, user_id, item_type, item, state from messages where id > ? order by id limit ${BATCH} for key share
    ),
    filled as (
      insert into message_texts (user_id, message_id, words)
      select user_id, id, message_words(user_id, item) from batch as new where ${IS_SAID}
      on conflict do nothing
    )
    select id from batch order by id desc limit 1`,
    [after],
  );
  return rows[0]?.id;
}

/** What still comes is written once a second, and searched when it is whole. */
const IS_SAID = "new.item_type in ('user_message', 'assistant_message') and new.state <> 'streaming'";

/** The characters of languages that are written without spaces: each is a word, and words of several a phrase. */
const UNSPACED = String.raw`([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])`;

/** Signs, which no word has: PostgreSQL's own parser takes some for parts of addresses, numbers and names of files. */
const SIGNS = String.raw`[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\ufe30-\ufe4f]+`;

/** Words with a space between any two. */
const SEARCH_TEXT = `
  create or replace function search_text(said text) returns text language sql immutable parallel safe as $$
    select btrim(regexp_replace(regexp_replace(
      fold_text(left(said, ${LONGEST})), '${UNSPACED}', ' \\1 ', 'g'), '${SIGNS}', ' ', 'g'))
  $$`;

/**
 * The words of a message, and whose it is as one that nobody can type: what is rare with one and common with another is
 * found by the index alone. Whatever is not as it should be has no words.
 */
const MESSAGE_WORDS = `
  create or replace function message_words(owner text, item jsonb) returns tsvector language sql immutable parallel safe as $$
    select to_tsvector('simple', search_text(coalesce(string_agg(part, ' ' order by number), '')))
      || array_to_tsvector(array[':' || owner])
    from jsonb_array_elements_text(jsonb_path_query_array(item, 'lax $.content[*].text'))
      with ordinality as parts (part, number)
  $$`;

const DROP_TRIGGERS = ['messages_keep_words', 'messages_keep_new_words', 'messages_drop_words']
  .map((name) => `drop trigger if exists ${name} on messages;`)
  .join(' ');

const DROP = `
  create or replace function drop_message_words() returns trigger language plpgsql as $$
  begin
    delete from message_texts where user_id = old.user_id and message_id = old.id;
    return null;
  end
  $$`;

const KEEP = `
  create or replace function keep_message_words() returns trigger language plpgsql as $$
  begin
    insert into message_texts (user_id, message_id, words)
    values (new.user_id, new.id, message_words(new.user_id, new.item))
    on conflict (user_id, message_id) do update set words = excluded.words;
    return null;
  end
  $$`;
