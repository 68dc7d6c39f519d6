/**
 * Languages of the chat: it understands them and says all that it says in them, dates, receipts, cards and questions included.
 * `languages/language.ts` is what each has to have, so that what is forgotten does not compile.
 */
export const CHAT_LANGUAGES = [
  'en',
  'es',
  'fr',
  'de',
  'it',
  'pt',
  'nl',
  'pl',
  'tr',
  'hi',
  'ja',
  'zh',
  'ru',
  'ar',
] as const;

/**
 * Those of them that pages, menus and mails are in too; elsewhere these are English. `desktop/spoken-language.ts` has the same
 * list, and a test holds the two together.
 */
export const PAGE_LANGUAGES = ['en', 'es', 'fr', 'de'] as const satisfies readonly ChatLanguage[];

/** What is spoken where a language has no words. */
export const FALLBACK_LANGUAGE = 'en';

/** A language of the chat. */
export type ChatLanguage = (typeof CHAT_LANGUAGES)[number];
/** A language of pages and mails. */
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** The language of a tag without its region: "de" for "de-AT". */
export function languageOf(tag: string): string {
  return tag.split(/[-_]/u)[0]?.toLowerCase() ?? '';
}

/** The one of some languages that a tag is of; `FALLBACK_LANGUAGE` when it is of none. */
export function pickLanguage<Language extends string>(
  tag: string,
  languages: readonly Language[],
): Language | typeof FALLBACK_LANGUAGE {
  const wanted = languageOf(tag);
  return languages.find((language) => language === wanted) ?? FALLBACK_LANGUAGE;
}
