import { expect, test } from 'vitest';
import { LANGUAGES } from '../../languages/spoken-languages.ts';
import { fill, quote } from './describe-task.ts';

test.each(Object.entries(LANGUAGES))('quotes in %s with the marks of its receipts, and no others', (tag, language) => {
  const { talk, receipts } = language;
  const [open, close] = receipts.quoteMarks;
  const named = { names: quote('xyz', talk), title: quote('xyz', talk), text: quote('xyz', talk) };
  const said = JSON.stringify(Object.values(talk.phrases)).replaceAll(/\\?"/gu, '');
  expect(quote('xyz', { ...talk, tag })).toBe(`${open}xyz${close}`);
  expect(fill(talk.phrases.offerNew, named)).toContain(`${open}xyz${close}`);
  const marks = new Set(fill(said, named).match(/[“”„«»「」]/gu));
  expect([...marks].filter((mark) => !`${open}${close}`.includes(mark))).toEqual([]);
});
