import { describe, expect, it } from 'vitest';
import { chooseLanguage, chooseLocale, isLanguage, SPOKEN_LANGUAGES } from '../../spoken-language.ts';
import { LANGUAGES, directionOf } from './languages.ts';

/** Every text of a catalogue by its path; what takes values is called with some. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value(3, 4))]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsOf(part, `${path}.${key}`));
}

describe('languages', () => {
  it('takes the first wish it can speak, and English otherwise', () => {
    expect(chooseLanguage([null, 'fr-CA', 'es'])).toBe('fr');
    expect(chooseLanguage(['ja-JP', 'de-AT'])).toBe('de');
    expect(chooseLanguage(['ja-JP'])).toBe('en');
    expect(chooseLanguage(['toString'])).toBe('en');
  });

  it('writes dates as the region of the device does', () => {
    expect(chooseLocale('en', ['fr-FR', 'en-IE'])).toBe('en-IE');
    expect(chooseLocale('de', ['en-US'])).toBe('de');
    expect(chooseLocale('en', ['en-US@posix'])).toBe('en');
  });

  it('knows which scripts run from right to left', () => {
    expect(directionOf('ar')).toBe('rtl');
    expect(directionOf('en')).toBe('ltr');
  });

  it.for(Object.keys(LANGUAGES))('says everything in %s', async (language) => {
    if (!isLanguage(language)) throw new Error(language);
    const texts = textsOf(await LANGUAGES[language].load());
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter(([, text]) => text.trim() === '' || /undefined|NaN|\[object/.test(text))).toEqual([]);
  });

  it.for(SPOKEN_LANGUAGES.filter((language) => language !== 'en'))(
    'leaves no sentence in English in %s',
    async (language) => {
      const english = new Map(textsOf(await LANGUAGES.en.load()));
      const untranslated = textsOf(await LANGUAGES[language].load()).filter(
        ([path, text]) => text.includes(' ') && text === english.get(path) && !text.startsWith('Parley '),
      );
      expect(untranslated).toEqual([]);
    },
  );
});
