import type { Knex } from 'knex';

/** Rows are filled in while people go on writing. */
export const config = { transaction: false };

/** So many tasks are read at a time. */
const BATCH = 2_000;

/** Some signs stand for a whole sentence: no text may become very many times as long. */
const LONGEST = 40_000;

// What a search looks through: the texts of a task with no case, accents or marks, worked out when they are written. The
// database does it, so that it is done whichever version writes; the table is beside `tasks`, so that no list carries it.
// Every step can be run again, should one be interrupted.
export async function up(knex: Knex): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction.raw(FOLD_PIECE);
    await transaction.raw(FOLD);
    if (!(await transaction.schema.hasTable('task_texts')))
      await transaction.schema.createTable('task_texts', (table) => {
        table.text('user_id').notNullable().references('users.id').onDelete('cascade');
        table.integer('task_id').notNullable();
        table.text('folded').notNullable();
        table.primary(['user_id', 'task_id']);
      });
    await transaction.raw(KEEP);
    await transaction.raw(DROP);
    await transaction.raw(DROP_TRIGGERS);
    await transaction.raw(
      'create trigger tasks_drop_text after delete on tasks for each row execute function drop_task_text()',
    );
    await transaction.raw(
      'create trigger tasks_keep_text after insert on tasks for each row execute function keep_task_text()',
    );
    await transaction.raw(`
      create trigger tasks_keep_new_text after update of title, notes on tasks for each row
      when (old.title <> new.title or old.notes is distinct from new.notes) execute function keep_task_text()`);
  });
  let last: { user_id: string; id: number } | undefined = { user_id: '', id: 0 };
  while (last) last = await fillIn(knex, last);
}

export async function down(knex: Knex): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction.raw(DROP_TRIGGERS);
    await transaction.raw('drop function if exists keep_task_text, drop_task_text');
    await transaction.raw('drop table if exists task_texts');
    await transaction.raw('drop function if exists fold_text');
    await transaction.raw('drop function if exists fold_piece');
  });
}

/** What was written since the triggers are there is newer, and stays. @returns the last task of the batch. */
async function fillIn(
  knex: Knex,
  after: { user_id: string; id: number },
): Promise<{ user_id: string; id: number } | undefined> {
  const { rows } = await knex.raw<{ rows: { user_id: string; id: number }[] }>(
    `with batch as (
      select user_id, id, title, notes from tasks where (user_id, id) > (?, ?) order by user_id, id limit ${BATCH}
      for key share
    ),
    filled as (
      insert into task_texts (user_id, task_id, folded)
      select user_id, id, left(fold_text(title || chr(10) || coalesce(notes, '')), ${LONGEST}) from batch
      on conflict do nothing
    )
    select user_id, id from batch order by user_id desc, id desc limit 1`,
    [after.user_id, after.id],
  );
  return rows[0];
}

/** As the app folds the spelling of a word: letters that Unicode takes no mark off, and signs written in several ways. */
const SIGNS: readonly (readonly [from: string, to: string])[] = [
  ['łŁøØđĐıİ', 'llooddii'],
  ['‘’‚`´', "'''''"],
  ['“”„«»「」『』', '"""""""""'],
  ['\u00a0\u3000\t\r', '    '],
  ['。、，؟–—−', '.,,?---'],
];
const FROM = SIGNS.map(([from]) => from).join('');
// Knex takes a bare question mark for a value.
const TO = SIGNS.map(([, to]) => to.replaceAll("'", "''").replaceAll('?', '\\?')).join('');
/** Accents, and points of Arabic that are written or not. */
const POINTS = String.raw`[\u0300-\u036F\u064B-\u065F\u0670\u0640]`;

/** Marks in a row are put in order in a time that grows with the square of their number: a text is taken in pieces. */
const FOLD_PIECE = `
  create or replace function fold_piece(piece text) returns text language sql immutable parallel safe as $$
    select normalize(translate(regexp_replace(lower(normalize(
      lower(translate(piece, '${FROM}', '${TO}')), NFKD)), '${POINTS}', '', 'g'), 'ىةیکʼ', 'يهيك'''), NFC)
  $$`;

const FOLD = `
  create or replace function fold_text(said text) returns text language sql immutable parallel safe as $$
    select case
      when octet_length(said) = char_length(said) then translate(lower(said), E'\`\\t\\r', E'''  ')
      else (select coalesce(string_agg(fold_piece(piece[1]), '' order by number), '')
        from regexp_matches(said, '.{1,64}', 'g') with ordinality as pieces (piece, number))
    end
  $$`;

const DROP_TRIGGERS = ['tasks_keep_text', 'tasks_keep_new_text', 'tasks_drop_text']
  .map((name) => `drop trigger if exists ${name} on tasks;`)
  .join(' ');

/** A reference would do it too; but checking one with each new task is what the planner does badly when there are none yet. */
const DROP = `
  create or replace function drop_task_text() returns trigger language plpgsql as $$
  begin
    delete from task_texts where user_id = old.user_id and task_id = old.id;
    return null;
  end
  $$`;

const KEEP = `
  create or replace function keep_task_text() returns trigger language plpgsql as $$
  begin
    insert into task_texts (user_id, task_id, folded)
    values (new.user_id, new.id, left(fold_text(new.title || chr(10) || coalesce(new.notes, '')), ${LONGEST}))
    on conflict (user_id, task_id) do update set folded = excluded.folded;
    return null;
  end
  $$`;
