import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadTranslation } from '../../desktop/chatkit-element/locales/load-translation.ts';
import { SPOKEN_LANGUAGES } from '../../desktop/spoken-language.ts';
import { describeRecurrence } from '../dates/recurrence/describe-recurrence.ts';
import { phrasesFor } from '../languages/phrases-for.ts';
import { LANGUAGES, findLanguage } from '../languages/spoken-languages.ts';
import { CHAT_LANGUAGES, FALLBACK_LANGUAGE, PAGE_LANGUAGES } from './languages.ts';

test('the app speaks the languages of pages, and has the words of no other', () => {
  expect(SPOKEN_LANGUAGES).toEqual(PAGE_LANGUAGES);
  const folders = readdirSync(new URL('../../desktop/words', import.meta.url));
  expect(folders.toSorted()).toEqual([...PAGE_LANGUAGES].toSorted());
});

test('a language of the chat has a folder, and no folder is of another', () => {
  const entries = readdirSync(new URL('../languages', import.meta.url), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(folders.toSorted()).toEqual([...CHAT_LANGUAGES].toSorted());
});

test.each(CHAT_LANGUAGES)('%s falls back nowhere', async (language) => {
  const { dates, talk, receipts } = findLanguage(`${language}-XX`);
  expect([dates.language, talk.tag, receipts.locale]).toEqual([language, language, language]);
  expect((await loadTranslation(language)).locale).toBe(language);
});

test('what is written in Latin letters is answered in them', () => {
  for (const tag of ['hi-Latn', 'hi-Latn-IN']) expect(phrasesFor(tag).locale).toBe('hi-Latn');
  for (const tag of ['hi', 'hi-IN']) expect(phrasesFor(tag).locale).toBe('hi');
});

test('a language that is not spoken is answered in English whole', () => {
  for (const tag of ['sv', 'uk-UA', 'ur', '', 'nonsense']) expect(findLanguage(tag)).toBe(LANGUAGES[FALLBACK_LANGUAGE]);
});

test('repetitions are told in every language of the chat, and else fall back', () => {
  const told = Object.keys(LANGUAGES).map((tag) => describeRecurrence('FREQ=DAILY', tag));
  expect(new Set(told).size).toBe(Object.keys(LANGUAGES).length);
  expect(describeRecurrence('FREQ=DAILY', 'sv')).toBe(describeRecurrence('FREQ=DAILY', FALLBACK_LANGUAGE));
});
