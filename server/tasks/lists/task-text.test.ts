import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as texts from '../../../migrations/20261201005000_create_task_texts.ts';
import { openTestTools } from '../../testing/test-tools.ts';
import { foldSpelling } from '../../text/fold-text.ts';
import { findTasks } from './find-tasks.ts';

const { addUser, database } = await openTestTools();

const find = async (userId: string, ...words: string[]) => {
  const filter = { status: 'all' as const, words };
  return (await findTasks(database, userId, filter, { limit: 100, timeZone: 'UTC' })).tasks.map(({ id }) => id);
};

const LETTERS =
  'aZ9 .,?-ÀéÇñøØłŁđıİßæÆœ‘’“”„«»「」。、，؟–—\u00a0ΣσάΏЁёйЖأإآىةیکʼـًŞğỆǾﬁＡｆ１？ｶﾞ가각東京のメモנקודהिक्षा\u0301\u0308\u0651';

test('texts are folded by the database as the app folds them', async () => {
  const letter = fc.constantFrom(...LETTERS);
  const said = fc.array(fc.string({ unit: letter, minLength: 1, maxLength: 60 }), { minLength: 200, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(said, async (some) => {
      const { rows } = await database.raw<{ rows: { folded: string }[] }>(
        'select fold_text(said) as folded from unnest(?::text[]) with ordinality as each (said, number) order by number',
        [some],
      );
      expect(rows.map(({ folded }) => folded)).toEqual(some.map(foldSpelling));
    }),
    { numRuns: 10, seed: 20_261_201 },
  );
});

test('a text is found by any part of it, in every script, by one letter and by many words', async () => {
  const alice = await addUser();
  const said = [
    'Crème brûlée',
    'Ærø-Fähre — “jetzt”',
    '東京タワーに行く',
    '去银行取钱',
    'قراءة الكتاب',
    'Позвонить Фёдору',
    '강아지 산책',
  ];
  for (const title of said) await alice.add(title);
  const all = said.map((_, index) => index + 1);
  expect(await find(alice.id, 'b')).toEqual([1]);
  expect(await find(alice.id, 'BRULEE', 'creme')).toEqual([1]);
  expect(await find(alice.id, 'fahre', '"')).toEqual([2]);
  expect(await find(alice.id, '東')).toEqual([3]);
  expect(await find(alice.id, '行')).toEqual([3, 4]);
  expect(await find(alice.id, 'قراءه')).toEqual([5]);
  expect(await find(alice.id, 'федор')).toEqual([6]);
  expect(await find(alice.id, '산책')).toEqual([7]);
  expect(await find(alice.id, '%')).toEqual([]);
  expect(await find(alice.id)).toEqual(all);
});

test('what a version that knows no such texts writes is found too, and what is over is not', async () => {
  const alice = await addUser();
  const insert = (title: string) =>
    database('tasks').insert({ userId: alice.id, id: 1, title }).onConflict(['userId', 'id']).merge();
  await insert('Über den Fluß');
  expect(await find(alice.id, 'uber')).toEqual([1]);
  await insert('Zähne putzen');
  expect(await find(alice.id, 'uber')).toEqual([]);
  await database('tasks').where({ userId: alice.id }).update({ notes: 'mit FLUORID' });
  expect(await find(alice.id, 'fluorid', 'zahne')).toEqual([1]);
  await database('tasks').where({ userId: alice.id }).delete();
  expect(await database('task_texts').where({ userId: alice.id })).toEqual([]);
});

test('the texts of all tasks that there are already are worked out, and again after a rollback', async () => {
  const alice = await addUser();
  for (const title of ['Äpfel', 'Öl']) await alice.add(title, { notes: 'vom Bäcker' });
  const before = await database('task_texts').orderBy(['userId', 'taskId']);
  await texts.down(database);
  await texts.up(database);
  await texts.up(database);
  expect(await database('task_texts').orderBy(['userId', 'taskId'])).toEqual(before);
});

/** Notes as long as they may be, of what takes long to put in order, to split or to decompress. */
const DEAR = ['\u0315\u0316', '\u059a\u0591', '\u0f71\u0f74', '日', 'é', 'ﷺ', 'a ', '\u{1d15e}', '각', '\uff9e'].map(
  (piece) => `a${piece.repeat(5_000)}`.slice(0, 9_990).toWellFormed(),
);

test('no text is dear to write or to look through, whatever it is made of', async () => {
  const alice = await addUser();
  for (const [index, notes] of DEAR.entries()) {
    const began = performance.now();
    await database('tasks').insert({ userId: alice.id, id: index + 1, title: 'dear', notes });
    expect(performance.now() - began, `writing ${JSON.stringify(notes.slice(0, 3))}`).toBeLessThan(1_000);
  }
  await database.raw(
    'insert into tasks (user_id, id, title, notes) select user_id, id + n * 100, title, notes from tasks, generate_series(1, 10) as n where user_id = ?',
    [alice.id],
  );
  const began = performance.now();
  for (const word of ['abc', 'zebra', '\u0315\u0316'.repeat(32), `b${'日'.repeat(63)}`, `${'a '.repeat(31)}b`])
    await find(alice.id, word);
  expect(performance.now() - began).toBeLessThan(2_000);
});
