import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { dialogueCase, messageCase, readCases } from './read-cases.ts';

const messages = ['open', 'aside'].flatMap((part) => readCases(`${part}-messages`, messageCase));
const dialogues = ['open', 'aside'].flatMap((part) => readCases(`${part}-dialogues`, dialogueCase));
const cases = [...messages, ...dialogues];

/** Languages that the offline model speaks. */
const LANGUAGES = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'tr', 'ru', 'ar', 'zh', 'ja', 'hi', 'hi-Latn'];

test('every case has an id of its own', () => {
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
});

test('a case is aside or open by its id alone', () => {
  const misplaced = cases.filter(({ id, part }) => {
    const first = createHash('sha256').update(id).digest()[0] ?? 0;
    return (first % 3 === 0 ? 'aside' : 'open') !== part;
  });
  expect(misplaced.map(({ id }) => id)).toEqual([]);
});

test.each([
  ['messages', messages],
  ['dialogues', dialogues],
] as const)('about a third of the %s is kept aside', (_name, all) => {
  const share = all.filter(({ part }) => part === 'aside').length / all.length;
  expect(share).toBeGreaterThan(0.27);
  expect(share).toBeLessThan(0.4);
});

test('every language that is spoken has forty messages', () => {
  const few = LANGUAGES.filter((lang) => messages.filter((entry) => entry.lang === lang).length < 40);
  expect(few).toEqual([]);
});

test('what is expected to change exists, or is made on the way', () => {
  const unknown = messages
    .filter(({ before }) => before === undefined)
    .flatMap(({ id, setup, expect: expected }) => {
      const titles = setup.map((task) => (typeof task === 'string' ? task : task.title));
      const outcomes = expected.type === 'options' ? expected.options : [expected];
      return outcomes
        .flatMap(({ calls, also, may }) => [...calls, ...also, ...may])
        .flatMap(({ args }) => args.task ?? [])
        .filter((title) => !titles.includes(title))
        .map((title) => `${id}: ${title}`);
    });
  expect(unknown).toEqual([]);
});

test('there are a thousand messages and a hundred dialogues', () => {
  expect(messages.length).toBeGreaterThanOrEqual(1000);
  expect(dialogues.length).toBeGreaterThanOrEqual(100);
});

test('no message is another one with a word exchanged', () => {
  const near = LANGUAGES.flatMap((lang) => findTwins(messages.filter((entry) => entry.lang === lang)));
  expect(near).toEqual([]);
});

function findTwins(among: typeof messages): string[] {
  const texts = among.map(({ id, before = [], text }) => ({ id, words: readWords([...before, text].join(' ')) }));
  return texts.flatMap((one, index) =>
    texts
      .slice(0, index)
      .filter((other) => isTwin(one.words, other.words))
      .map((other) => `${other.id} ${one.id}`),
  );
}

/** The words of a text; where they are not divided by spaces, its characters. */
function readWords(text: string): string[] {
  const folded = text.toLowerCase();
  return /[\p{Script=Han}\p{Script=Hiragana}]/u.test(folded)
    ? [...folded.replaceAll(/[^\p{L}\p{N}]/gu, '')]
    : (folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
}

/** Whether two texts of three words or more differ in one word, or in one in seven of a longer text. */
function isTwin(one: readonly string[], other: readonly string[]): boolean {
  const longest = Math.max(one.length, other.length);
  const allowed = longest < 3 ? 0 : Math.max(1, Math.floor(longest / 7));
  return Math.abs(one.length - other.length) <= allowed && countEdits(one, other) <= allowed;
}

function countEdits(one: readonly string[], other: readonly string[]): number {
  let row = [...other.keys(), other.length];
  for (const [index, word] of one.entries()) {
    let corner = index;
    row = row.reduce<number[]>((next, above, column) => {
      const left = next[column - 1] ?? Infinity;
      const change = corner + (column > 0 && other[column - 1] === word ? 0 : 1);
      const cost = column === 0 ? index + 1 : Math.min(left + 1, above + 1, change);
      corner = above;
      next.push(cost);
      return next;
    }, []);
  }
  return row[other.length] ?? 0;
}
