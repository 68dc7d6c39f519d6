import { describe, expect, test } from 'vitest';
import { Pace } from '../limits/pace.ts';
import { understandMessage } from './understand-message.ts';
import { threadMs } from '../../testing/thread-time.ts';

const understand = (text: string, language = 'en') => understandMessage(text, language, new Pace());

async function read(text: string) {
  return (await understand(text)).requests.map((request) => request.readings[0]);
}

async function titles(text: string) {
  return (await read(text)).flatMap((reading) =>
    reading?.kind === 'add' ? reading.tasks.map((task) => task.title) : [],
  );
}

describe('one message holds several requests', () => {
  test('when a joiner is followed by the start of another', async () => {
    const kinds = (await read('add buy milk, mark gym done and delete yoga. then show my list')).map(
      (reading) => reading?.kind,
    );
    expect(kinds).toEqual(['add', 'complete', 'delete', 'list']);
  });

  test('but not inside quotes, and not after "add task:"', async () => {
    expect(await titles('add "buy milk and delete gym"')).toEqual(['buy milk and delete gym']);
    expect(await titles('add task: buy milk and delete gym')).toEqual(['buy milk and delete gym']);
  });

  test('and a word said twice is asked for once', async () => {
    expect(await titles('thanks! oh and also bananas, add bananas')).toEqual(['bananas']);
  });
});

test('a message with more requests than are read is not done by halves', async () => {
  for (const request of ['delete gym. ', 'add a, ', 'lösche Sport. ', 'удали спорт. ']) {
    const [few, many] = [await understand(request.repeat(30)), await understand(request.repeat(31))];
    expect(few.requests).toHaveLength(30);
    expect(many.requests.map(({ readings }) => readings)).toEqual([[{ kind: 'talk', topic: 'tooMuch' }]]);
  }
});

test('a list longer than what is added at once is read one item further, which tells', async () => {
  for (const item of ['- buy milk\n', '- milk, eggs, bread\n']) {
    const read = (await titles(item.repeat(900))).length;
    expect(read).toBeGreaterThan(100);
    expect(read).toBeLessThan(110);
  }
});

describe('a list of things to add', () => {
  test.each([
    [
      'bullets',
      'add these:\n- pack bags\n* charge camera\n• print tickets',
      ['pack bags', 'charge camera', 'print tickets'],
    ],
    ['numbers in one line', 'add 1. wash car 2. clean kitchen', ['wash car', 'clean kitchen']],
    ['check boxes', '- [ ] sweep\n- [x] dust', ['sweep', 'dust']],
    ['commas', 'add eggs, bread and oat milk', ['eggs', 'bread', 'oat milk']],
    ['two things to do', 'add buy milk and call mom', ['buy milk', 'call mom']],
    ['one thing with "and" in it', 'add salt and pepper', ['salt and pepper']],
    ['one thing with company', 'add lunch with anna, bob and carol', ['lunch with anna, bob and carol']],
    ['Spanish commas', 'añade huevos, pan y leche', ['huevos', 'pan', 'leche']],
  ])('is split by %s', async (_name, text, expected) => {
    expect(await titles(text)).toEqual(expected);
  });

  test('shares the date said at its end', async () => {
    const [reading] = await read('add gym, laundry and dishes tomorrow');
    expect(reading?.kind === 'add' && reading.tasks.map((task) => task.due)).toEqual([
      'tomorrow',
      'tomorrow',
      'tomorrow',
    ]);
  });
});

describe('a title keeps the person’s words', () => {
  test.each([
    ['add Pay € 50 to José & Zoë!', 'Pay € 50 to José & Zoë'],
    ['add 🎂 order cake for sam 🎉', '🎂 order cake for sam 🎉'],
    ["add Robert'); DROP TABLE tasks;--", "Robert'); DROP TABLE tasks;--"],
    ['add what is love', 'what is love'],
    ['add <b>bold</b> & [link](x)', '<b>bold</b> & [link](x)'],
    ['add say thanks to Bob', 'say thanks to Bob'],
  ])('%s', async (text, title) => {
    expect(await titles(text)).toEqual([title]);
  });
});

test('the language of the words wins over the language of the request', async () => {
  expect((await understand('añade comprar pan', 'de')).pack.tag).toBe('es');
  expect((await understand('add buy milk', 'fr')).pack.tag).toBe('en');
  expect((await understand('👍', 'it')).pack.tag).toBe('it');
});

test.each([
  'a'.repeat(50_000),
  'add buy milk and '.repeat(3000),
  '- a\n'.repeat(12_000),
  ','.repeat(50_000),
  'all my '.repeat(7000),
  'dont '.repeat(10_000),
  `add ${'its '.repeat(300)}urgent`,
  ' '.repeat(50_000),
  '"\''.repeat(25_000),
  '买牛奶和'.repeat(12_000),
  'no, '.repeat(12_000),
  '\n'.repeat(50_000),
])('fifty thousand characters are read quickly (%#)', async (text) => {
  await understand(text);
  const start = threadMs();
  await understand(text);
  // Ten times what it takes: a runaway pattern takes minutes.
  expect(threadMs() - start).toBeLessThan(500);
});
