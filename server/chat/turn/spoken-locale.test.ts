import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import { findLanguage, LANGUAGES } from '../../languages/spoken-languages.ts';
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

/** What says in each language which it is. */
const SENTENCES = {
  en: 'please remind me to call the doctor tomorrow',
  es: 'añade comprar leche mañana por la tarde a mi lista',
  fr: 'ajoute acheter du lait demain à ma liste',
  de: 'erinnere mich morgen an den Zahnarzt und die Post',
  it: 'aggiungi comprare il latte domani alla mia lista',
  pt: 'adicione comprar leite amanhã na minha lista de tarefas',
  nl: 'voeg melk kopen toe aan mijn lijst voor morgen',
  pl: 'dodaj kupić mleko jutro do mojej listy zadań',
  tr: 'yarın süt almayı listeme ekle ve bana hatırlat',
  hi: 'कल दूध लेना याद दिलाना',
  'hi-Latn': 'kal doodh lena mujhe yaad dila dena',
  ja: '明日牛乳を買うのを追加して',
  zh: '明天提醒我买牛奶',
  ru: 'напомни мне завтра купить молоко',
  ar: 'أضف شراء الحليب غدا',
} satisfies Record<keyof typeof LANGUAGES, string>;

test('a conversation is held in the language that was last told, however much is said that tells none', () => {
  const languages = Object.keys(SENTENCES) as (keyof typeof SENTENCES)[];
  const short = fc.constantFrom('ok', '👍', '2', '12:30', '', '???', 'hm');
  const turn = fc.record({ language: fc.constantFrom(...languages), after: fc.array(short, { maxLength: 4 }) });
  fc.assert(
    fc.property(fc.array(turn, { minLength: 1, maxLength: 4 }), (turns) => {
      const history = turns.flatMap(({ language, after }) => [SENTENCES[language], ...after].map(said));
      const last = turns.at(-1)?.language ?? 'en';
      const locale = conversationLocale(history, 'en-US');
      expect(findLanguage(locale)).toBe(LANGUAGES[last]);
      expect(locale).toMatch(/-US$/);
    }),
    { seed: 15, numRuns: 300 },
  );
});

function said(text: string): UserMessageItem {
  return {
    id: 'msg_1',
    thread_id: 't',
    created_at: new Date(0).toISOString(),
    type: 'user_message',
    content: [{ type: 'input_text', text }],
    attachments: [],
    inference_options: {},
  };
}

test('a short answer is in the language of what was said before it', () => {
  expect(conversationLocale([said('borra la tarea comprar leche'), said('sí')], 'en-US')).toBe('es-US');
  expect(
    conversationLocale([said('borra la tarea comprar leche'), said('please show me all of my tasks')], 'en-US'),
  ).toMatch(/^en/);
  expect(conversationLocale([said('ok')], 'en-GB')).toBe('en-GB');
});
