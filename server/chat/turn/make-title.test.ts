import { expect, test } from 'vitest';
import { makeTitle } from './make-title.ts';

test.each([
  ['add buy milk tomorrow', 'Add buy milk tomorrow'],
  ['hello, can you show me my tasks?', 'Show me my tasks?'],
  ['> quoted\n\nmake that friday', 'Make that friday'],
  ['first line\nsecond line', 'First line'],
  ['x'.repeat(200), `X${'x'.repeat(29)}…`],
  [
    'please add a very long sentence that goes on and on about the many things to do',
    'Add a very long sentence that goes on and on about the…',
  ],
])('titles %j', (text, title) => {
  expect(makeTitle(text)).toBe(title);
});

test.each(['hi', 'Hello there!', 'hola', '???', '  ', '👋'])('leaves %j to the next message', (text) => {
  expect(makeTitle(text)).toBeUndefined();
});
