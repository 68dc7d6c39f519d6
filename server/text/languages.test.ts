import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadTranslation } from '../../desktop/chatkit-element/locales/load-translation.ts';
import { SPOKEN_LANGUAGES } from '../../desktop/spoken-language.ts';
import { phrasesFor } from '../languages/phrases-for.ts';
import { describeRecurrence } from '../dates/recurrence/describe-recurrence.ts';
import { findPack } from '../offline-model/understanding/detect-language.ts';
import { DATE_LANGUAGES, FALLBACK_LANGUAGE, UNDERSTOOD_LANGUAGES, WHOLE_LANGUAGES } from './languages.ts';

test('the app speaks the languages that are whole, and has the words of no other', () => {
  expect(SPOKEN_LANGUAGES).toEqual(WHOLE_LANGUAGES);
  const folders = readdirSync(new URL('../../desktop/words', import.meta.url));
  expect(folders.toSorted()).toEqual([...WHOLE_LANGUAGES].toSorted());
});

test.each(WHOLE_LANGUAGES)('%s falls back nowhere', async (language) => {
  expect(phrasesFor(`${language}-XX`).locale).toBe(language);
  expect(findPack(language).tag).toBe(language);
  expect((await loadTranslation(language)).locale).toBe(language);
});

test.each(UNDERSTOOD_LANGUAGES.slice(WHOLE_LANGUAGES.length))(
  '%s is understood and shown in the chat window; receipts and cards fall back',
  async (language) => {
    expect(findPack(language).tag.split('-')[0]).toBe(language);
    expect((await loadTranslation(language)).locale).toBe(language);
    expect(phrasesFor(language).locale).toBe(FALLBACK_LANGUAGE);
  },
);

test('repetitions are told in every language that dates are read in, and else fall back', () => {
  const told = DATE_LANGUAGES.map((language) => describeRecurrence('FREQ=DAILY', language));
  expect(new Set(told).size).toBe(DATE_LANGUAGES.length);
  expect(describeRecurrence('FREQ=DAILY', 'sv')).toBe(describeRecurrence('FREQ=DAILY', FALLBACK_LANGUAGE));
});
