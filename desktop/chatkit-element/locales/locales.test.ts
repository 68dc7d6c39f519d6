import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { loadTranslation } from './load-translation.ts';

const languages = ['ar', 'de', 'es', 'fr', 'hi', 'it', 'ja', 'nl', 'pl', 'pt', 'ru', 'tr', 'zh'];
const placeholdersOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();

describe.each(languages)('%s', (language) => {
  test('has every text, with the same placeholders as English, in its own words', async () => {
    const { strings, locale } = await loadTranslation(language);
    expect(locale).toBe(language);
    for (const [key, text] of Object.entries(en)) {
      const translated = Object.entries(strings).find(([name]) => name === key)?.[1] ?? '';
      expect([key, translated.trim() !== '']).toEqual([key, true]);
      expect([key, placeholdersOf(translated)]).toEqual([key, placeholdersOf(text)]);
    }
    expect(strings.errorGeneric).not.toBe(en.errorGeneric);
  });
});

test('keeps the wanted region, falls back to English, and knows the direction', async () => {
  expect(await loadTranslation('es-419')).toMatchObject({ locale: 'es-419', direction: 'ltr' });
  expect(await loadTranslation('en-GB')).toMatchObject({ locale: 'en-GB', strings: en });
  expect(await loadTranslation('tlh')).toMatchObject({ locale: 'en', strings: en });
  expect(await loadTranslation('ar')).toMatchObject({ direction: 'rtl' });
});
