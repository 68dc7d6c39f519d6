import { describe, expect, test } from 'vitest';
import { matchTasks } from './match-tasks.ts';

const titles = [
  'Buy milk',
  'Buy milk chocolate',
  'Pay rent',
  'Finish report',
  'Call mom',
  'Call bank',
  'Dentist for Tim',
  'Dentist for Mia',
  '买牛奶',
  'Позвонить маме',
];
const tasks = titles.map((title) => ({ title }));

function match(text: string) {
  const found = matchTasks(text, tasks);
  return found && { level: found.level, titles: found.tasks.map((task) => task.title) };
}

describe('a person’s words find a task by', () => {
  test.each([
    ['its exact title, though others contain it', 'buy milk', 'exact', ['Buy milk']],
    ['its title without articles and signs', 'the "Buy milk" task!', 'normalised', ['Buy milk']],
    ['another form of its verb', 'paid the rent', 'stems', ['Pay rent']],
    ['one of its words', 'report', 'within', ['Finish report']],
    ['a synonym', 'phone mum', 'synonyms', ['Call mom']],
    ['its words within more words', 'i paid the rent to my landlord', 'contains', ['Pay rent']],
    ['a slip of the fingers', 'fnish reprot', 'fuzzy', ['Finish report']],
    ['a name that is also a small word elsewhere', 'dentist for Mia', 'exact', ['Dentist for Mia']],
    ['part of a title without spaces', '牛奶', 'within', ['买牛奶']],
    ['another ending of its word', 'позвонил маме', 'fuzzy', ['Позвонить маме']],
  ])('%s', (_name, text, level, found) => {
    expect(match(text)).toEqual({ level, titles: found });
  });

  test('every task that fits as well as the best', () => {
    expect(match('the call')?.titles).toEqual(['Call mom', 'Call bank']);
    expect(match('dentist')?.titles).toEqual(['Dentist for Tim', 'Dentist for Mia']);
  });
});

test.each(['feed the dragon', 'pay', '', '???', 'mi'])('finds nothing wrong for "%s"', (text) => {
  expect(match(text)?.titles ?? []).not.toContain('Call mom');
});

test('stops at the weakest level asked for', () => {
  expect(matchTasks('fnish reprot', tasks, 'within')).toBeUndefined();
});
