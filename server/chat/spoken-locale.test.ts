import { expect, test } from 'vitest';
import { spokenLocale } from './spoken-locale.ts';

test.each([
  ['añade comprar leche mañana a las 5 de la tarde', 'en-US', 'es'],
  ['supprime la tâche réunion', 'en-US', 'fr'],
  ['erinnere mich morgen an den Zahnarzt', 'en-US', 'de'],
  ['把报告改到下周一', 'en-US', 'zh'],
  ['मेरे सारे काम दिखाओ', 'en-US', 'hi'],
  ['add buy milk tomorrow at 5pm', 'fr-FR', 'en'],
])('%s is answered in its own language', (text, locale, language) => {
  expect(spokenLocale(text, locale).split('-')[0]).toBe(language);
});

test.each([
  ['add buy milk tomorrow', 'en-GB'],
  ['ok', 'en-US'],
  ['buy pan', 'en-US'],
  ['12345 !!!', 'de-AT'],
  ['', 'fr-FR'],
])('%j keeps %s', (text, locale) => {
  expect(spokenLocale(text, locale)).toBe(locale);
});

test('keeps the region of the person', () => {
  expect(spokenLocale('add buy milk tomorrow at 5pm', 'fr-FR')).toBe('en-FR');
});
