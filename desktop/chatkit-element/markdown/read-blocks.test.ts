import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeGrowingReader, readBlocks } from './read-blocks.ts';

const PIECES = [
  'words of **some** kind',
  'a `mark` and [a link](https://x.test)',
  '# Title',
  '- one',
  '  more of it',
  '1. first',
  '2. second',
  '> said',
  '```js\nlet a;\n\nlet b;\n```',
  '    indented',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '<div>\n<p>markup</p>\n</div>\n',
  '---',
  '***bold***',
  'grüße 👋🏽',
  '[note]: https://x.test/note',
  'see [the note][note]',
  '\n',
  '\r\n\r\n',
];
const markdown = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('\n', '\n\n', '\n\n', '\n\n\n')), { maxLength: 12 })
  .map((lines) => lines.flat().join(''));
const SEED = { seed: 11, numRuns: 300 };

test('reads a text that grows as it reads that text at once, wherever it is cut', () => {
  fc.assert(
    fc.property(markdown, fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 30 }), (text, steps) => {
      const readGrowing = makeGrowingReader();
      let length = 0;
      for (let step = 0; length < text.length; step += 1) {
        length += (steps[step % steps.length] ?? 0) + 1;
        const shown = text.slice(0, length);
        expect(readGrowing(shown)).toEqual(makeGrowingReader()(shown));
      }
      expect(readGrowing(`${text}\n\nThe end.\n`)).toEqual(readBlocks(`${text}\n\nThe end.\n`));
    }),
    SEED,
  );
});

test('reads a text that is replaced', () => {
  const readGrowing = makeGrowingReader();
  for (const text of ['one\n\ntwo\n\nthree\n\nfour', 'one\n\nother\n\nthree\n\nfour', 'one\n\nother', '']) {
    expect(readGrowing(text)).toEqual(readBlocks(text));
  }
});

test('takes no longer for the next words when much was said before', () => {
  const said = 'The **quick** brown fox.\n\n- it jumps\n- and it `sleeps`\n\n'.repeat(2000);
  const wholeStart = performance.now();
  readBlocks(said);
  const whole = performance.now() - wholeStart;
  const readGrowing = makeGrowingReader();
  readGrowing(said);
  const start = performance.now();
  for (let count = 1; count <= 100; count += 1) readGrowing(said + 'and on '.repeat(count));
  expect(performance.now() - start).toBeLessThan(whole * 20);
});
