import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phrasesFor } from '../languages/phrases-for.ts';
import { plainText, quoteText } from './quote-text.ts';

/** By number and not by property, so that it is not the code's own list. */
const DIRECTION = [0x061c, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)];
const ODD = [0x00ad, 0x034f, 0x115f, 0x1160, 0x180e, 0x200b, 0x2028, 0x2029, 0x3164, 0xfeff, 0xffa0, 0x2800];
const HIDDEN = [
  ...range(0x00, 0x1f),
  ...range(0x7f, 0x9f),
  ...ODD,
  ...range(0x2060, 0x206f),
  ...range(0xfff9, 0xfffb),
  ...range(0xe0000, 0xe007f),
];
const QUOTES = [...`"“”„‟«»‹›「」『』〝〞〟﹁﹂﹃﹄＂｢｣❝❞❛❜〃″`].filter((mark) => mark !== '〃');
const SINGLE = [...`‘‚‛＇`];
const BAD = new Set([...DIRECTION, ...HIDDEN]);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const piece = fc.oneof(
  fc.constantFrom(...DIRECTION, ...HIDDEN).map((code) => String.fromCodePoint(code)),
  fc.constantFrom(...QUOTES, ...SINGLE, "'", '’'),
  fc.constantFrom('\u200c', '\u200d', '\ufe0f', '\ud800', '\udc00'),
  fc.constantFrom('Buy milk', ' ', 'שלום', 'مرحبا', '牛乳', '**', '👩‍👧', 'é', '?', '. ', '12'),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const anyTitle = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

/** What would be an end of the quotation to whoever reads it: any mark that is not an apostrophe inside a word. */
function marksIn(sentence: string): string[] {
  return [...sentence].filter((letter, index, all) => {
    if (QUOTES.includes(letter) || SINGLE.includes(letter)) return true;
    if (letter !== "'" && letter !== '’') return false;
    return ![all[index - 1], all[index + 1]].every((beside) => beside !== undefined && /[\p{L}\p{N}]/u.test(beside));
  });
}

test('a sentence has exactly the quotation marks that we put, whatever the title, and no hidden or turning character', () => {
  fc.assert(
    fc.property(anyTitle, anyTitle, fc.constantFrom('en', 'es', 'fr', 'de'), (one, other, locale) => {
      const phrases = phrasesFor(locale);
      const [open, close] = phrases.quoteMarks;
      const sentence = phrases.proposeDelete(
        2,
        [one, other].map((title) => quoteText(title, phrases.quoteMarks)).join(', '),
      );
      const ours = [open.trim(), close.trim()];
      expect(marksIn(sentence)).toEqual([...ours, ...ours]);
      expect([...sentence].filter((letter) => BAD.has(letter.codePointAt(0) ?? 0))).toEqual([]);
      expect(sentence.isWellFormed()).toBe(true);
    }),
    { seed: 13, numRuns: 2_000 },
  );
});

test('a text by itself is one visible line, and the same when it is read once more', () => {
  fc.assert(
    fc.property(anyTitle, fc.integer({ min: 4, max: 40 }), (text, most) => {
      const line = plainText(text, most);
      expect(line.length).toBeLessThanOrEqual(most);
      expect([...line].filter((letter) => BAD.has(letter.codePointAt(0) ?? 0))).toEqual([]);
      expect(plainText(line, most)).toBe(line);
    }),
    { seed: 14, numRuns: 2_000 },
  );
});

describe('what people write stays', () => {
  test.each([
    'Buy milk',
    'Mom’s cake, don’t forget',
    "l'anniversaire d'Anne",
    '👨‍👩‍👧 family dinner ❤️ 1️⃣',
    'می‌خواهم بروم',
    'क्‍ष',
    'צה״ל',
    'O’Brien 5’10',
  ])('%s', (text) => expect(quoteText(text)).toBe(`“${text}”`));

  test('a text is cut between letters and not inside one', () => {
    expect(quoteText('👩'.repeat(60))).toBe(`“${'👩'.repeat(39)}…”`);
  });

  test('quotations inside are shown by a lesser mark', () => {
    expect(quoteText('Read "Dune" and «Ubik»')).toBe('“Read ʼDuneʼ and ʼUbikʼ”');
  });
});
