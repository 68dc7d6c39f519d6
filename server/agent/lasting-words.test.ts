import { expect, test } from 'vitest';
import { lastingWords } from './lasting-words.ts';

const afterUndo = { asksForYes: false };

test.each([
  ['Added “Buy milk”.', ''],
  ['All set! Milk is on your list.', ''],
  ['Aggiunto: “Latte”.', ''],
  ['Added “Buy milk”. I could not tell when “soonish” is. Which day do you mean?', 'Which day do you mean?'],
])('of the short reply %s nothing stands but what it asks', (text, rest) => {
  expect(lastingWords(text, afterUndo)).toBe(rest);
});

test('nothing stands of what came with a question that is answered', () => {
  expect(lastingWords('This needs your yes first. Shall I?', { asksForYes: true })).toBe('');
});

test('a long reply loses what it claims and its lists of tasks, and keeps the rest', () => {
  const recipe = 'Beat the eggs with the milk and the flour until nothing is left to beat, and let it rest. '
    .repeat(4)
    .trim();
  const text = [
    `I have added milk and eggs. ${recipe}`,
    '',
    'Nothing else has changed yet.',
    '',
    'You have 2 open tasks:',
    '',
    '- **1.** milk',
    '- **2.** eggs',
    '',
    'Enjoy your pancakes!',
  ].join('\n');
  expect(lastingWords(text, afterUndo)).toBe(`${recipe}\n\nEnjoy your pancakes!`);
});
