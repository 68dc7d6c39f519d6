import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMarkdown, toLine } from './plain-text.ts';

describe('A-153 a line for a notification', () => {
  it.each([
    ['two\nlines\t and  more', 'two lines and more'],
    ['bell\u0007 and \u0000null', 'bell and null'],
    ['right\u202Eto left\u2066', 'rightto left'],
    ['family 👨‍👩‍👧‍👦', 'family 👨‍👩‍👧‍👦'],
    ['می‌خواهم', 'می‌خواهم'],
    ['half \uD83D', 'half \uFFFD'],
  ])('%j becomes %j', (text, line) => {
    expect(toLine(text, 120)).toBe(line);
  });

  it('E-69 never has more characters or bytes than it may, and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 8, max: 120 }), (text, limit) => {
        const line = toLine(text, limit, limit * 2);
        return line.length <= limit && Buffer.byteLength(line) <= limit * 2 && line.isWellFormed();
      }),
    );
    expect(toLine(`${'e\u0301'.repeat(5)}xx`, 8)).toBe('e\u0301e\u0301e\u0301…');
  });
});

describe('E-69 the words of Markdown', () => {
  it.each([
    ['**bold** _and_ ~~gone~~ `code`', 'bold and gone code'],
    ['# Title\n\ntext', 'Title text'],
    ['[label](https://evil.example) ![alt](x.png)', 'label alt'],
    ['1. one\n2. two\n   - deep', 'one two deep'],
    ['> quoted', 'quoted'],
    ['```js\nlet a;\n```', 'let a;'],
    ['| a | b |\n| - | - |\n| 1 | 2 |', 'a b 1 2'],
    ['a <script>b</script> & c', 'a b & c'],
    ['- [x] done', 'done'],
  ])('%j are %j', (markdown, words) => {
    expect(toLine(fromMarkdown(markdown), 120)).toBe(words);
  });

  it('keep their lines where there is room for them', () => {
    const markdown = '**Added** two:\n\n- one\n- [two](chatkit-link://task/2)\n\nfirst line\nsecond line';
    expect(fromMarkdown(markdown, '\n')).toBe('Added two:\none\ntwo\nfirst line\nsecond line');
  });

  it('are found quickly in hostile text', () => {
    const before = performance.now();
    for (const piece of ['[', '*', '`', '<', '![](', '> ', '- ', '|', '_a', '\\']) fromMarkdown(piece.repeat(1300));
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
