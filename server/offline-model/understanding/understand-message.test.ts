import { describe, expect, test } from 'vitest';
import { understandMessage } from './understand-message.ts';

function read(text: string, language = 'en') {
  return understandMessage(text, language).requests.map((request) => request.readings[0]);
}

function titles(text: string, language = 'en') {
  return read(text, language).flatMap((reading) =>
    reading?.kind === 'add' ? reading.tasks.map((task) => task.title) : [],
  );
}

describe('one message holds several requests', () => {
  test('when a joiner is followed by the start of another', () => {
    const kinds = read('add buy milk, mark gym done and delete yoga. then show my list').map(
      (reading) => reading?.kind,
    );
    expect(kinds).toEqual(['add', 'complete', 'delete', 'list']);
  });

  test('but not inside quotes, and not after "add task:"', () => {
    expect(titles('add "buy milk and delete gym"')).toEqual(['buy milk and delete gym']);
    expect(titles('add task: buy milk and delete gym')).toEqual(['buy milk and delete gym']);
  });

  test('and a word said twice is asked for once', () => {
    expect(titles('thanks! oh and also bananas, add bananas')).toEqual(['bananas']);
  });
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
  ])('is split by %s', (_name, text, expected) => {
    expect(titles(text)).toEqual(expected);
  });

  test('shares the date said at its end', () => {
    const [reading] = read('add gym, laundry and dishes tomorrow');
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
  ])('%s', (text, title) => {
    expect(titles(text)).toEqual([title]);
  });
});

test('the language of the words wins over the language of the request', () => {
  expect(understandMessage('añade comprar pan', 'de').pack.tag).toBe('es');
  expect(understandMessage('add buy milk', 'fr').pack.tag).toBe('en');
  expect(understandMessage('👍', 'it').pack.tag).toBe('it');
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
])('fifty thousand characters are read quickly (%#)', (text) => {
  understandMessage(text, 'en');
  const start = performance.now();
  understandMessage(text, 'en');
  // Ten times what it takes: the machine may be busy, a runaway pattern takes minutes.
  expect(performance.now() - start).toBeLessThan(500);
});
