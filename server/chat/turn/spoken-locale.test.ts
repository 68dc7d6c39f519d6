import { expect, test } from 'vitest';
import type { UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import { spokenLocale } from '../../offline-model/understanding/detect-language.ts';
import { conversationLocale } from './spoken-locale.ts';

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

test('a short answer is in the language of what was said before it', () => {
  const said = (text: string): UserMessageItem => ({
    id: 'msg_1',
    thread_id: 't',
    created_at: new Date(0).toISOString(),
    type: 'user_message',
    content: [{ type: 'input_text', text }],
    attachments: [],
    inference_options: {},
  });
  expect(conversationLocale([said('borra la tarea comprar leche'), said('sí')], 'en-US')).toBe('es-US');
  expect(
    conversationLocale([said('borra la tarea comprar leche'), said('please show me all of my tasks')], 'en-US'),
  ).toMatch(/^en/);
  expect(conversationLocale([said('ok')], 'en-GB')).toBe('en-GB');
});
