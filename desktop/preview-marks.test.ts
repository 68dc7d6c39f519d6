import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatePreview } from './date-preview.ts';
import { carryPreview, cutAtMarks, putPhrase } from './preview-marks.ts';

const NOTHING: DatePreview = {
  title: null,
  spans: [],
  due_on: null,
  due_at: null,
  due_zone: null,
  recurrence: null,
  due: null,
  repeats: null,
  problem: null,
  choices: [],
};
const FIXED = { seed: 20261130, numRuns: 300 };
const written = fc.string({ unit: 'binary', maxLength: 20 });

/** The words between brackets are marked. */
function mark(text: string) {
  const spans = [...text.matchAll(/\[([^\]]*)\]/g)].map(({ 1: words = '', index }, before) => ({
    start: index - 2 * before,
    end: index - 2 * before + words.length,
  }));
  return { text: text.replaceAll(/[[\]]/g, ''), spans };
}

describe('marks', () => {
  it('cut a text that can be put together again, whatever spans there are', () => {
    const spans = fc.array(fc.record({ start: fc.integer({ min: -3, max: 25 }), end: fc.integer({ max: 25 }) }));
    fc.assert(
      fc.property(written, spans, (text, some) => {
        const pieces = cutAtMarks(text, some);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        expect(pieces.every((piece) => piece.text !== '')).toBe(true);
      }),
      FIXED,
    );
  });

  it('stay on their words while the text around them changes', () => {
    fc.assert(
      fc.property(written, written, written, written, (before, date, after, typed) => {
        fc.pre(date !== '');
        const from = `<${before}${date}${after}>`;
        const spans = [{ start: 1 + before.length, end: 1 + before.length + date.length }];
        for (const to of [`<${typed}${date}${after}>`, `<${before}${date}${typed}>`]) {
          const carried = carryPreview({ ...NOTHING, spans }, from, to);
          // Of two equal letters side by side nobody can tell which one is new; what is marked is the date all the same.
          for (const { start, end } of carried?.spans ?? []) expect(to.slice(start, end)).toBe(date);
        }
        expect(carryPreview({ ...NOTHING, spans }, from, `<${before}${date}${after}${typed}>`)?.spans).toHaveLength(1);
      }),
      FIXED,
    );
  });

  it('go with their words, and so do a problem and its choices, but not what was read', () => {
    const { text, spans } = mark('tea [tomorrow]');
    const preview = { ...NOTHING, spans, due: 'Tuesday', problem: 'Which one?' };
    expect(carryPreview(preview, text, 'tea tomorrow at')).toMatchObject({ spans, problem: 'Which one?' });
    expect(carryPreview(preview, text, 'tea tomorr')).toMatchObject({ spans: [], due: 'Tuesday', problem: null });
    expect(carryPreview(preview, text, 'x')).toBeNull();
  });
});

describe('a phrase that was chosen', () => {
  it.each([
    ['water plants [every monday but] [not]', 'every monday', 'water plants every monday'],
    ['[feb 30]', 'February 28', 'February 28'],
    ['[in feb] pay rent [30]', 'February 28', 'February 28 pay rent'],
    ['tea', 'tomorrow', 'tea tomorrow'],
  ])('takes the place of the words that are marked: %s', (before, phrase, after) => {
    const { text, spans } = mark(before);
    expect(putPhrase(text, spans, phrase)).toBe(after);
  });
});
