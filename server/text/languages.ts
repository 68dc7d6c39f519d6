/**
 * Languages that are whole: everything Parley says, from pages and menus to receipts, is in them. Each has words wherever a
 * record is keyed by `WholeLanguage`, so that what is forgotten does not compile; `desktop/spoken-language.ts` has the same
 * list, and a test holds the two together.
 */
export const WHOLE_LANGUAGES = ['en', 'es', 'fr', 'de'] as const;

/** Languages the offline model understands and answers in; beyond the whole ones receipts, cards and pages are English. */
export const UNDERSTOOD_LANGUAGES = [
  ...WHOLE_LANGUAGES, 'it', 'pt', 'nl', 'pl', 'tr', 'hi', 'ja', 'zh', 'ru', 'ar',
] as const; // prettier-ignore

/** Languages dates are read and repetitions told in. */
export const DATE_LANGUAGES = [...UNDERSTOOD_LANGUAGES, 'uk'] as const;

/** What is spoken where a language has no words. */
export const FALLBACK_LANGUAGE = 'en';

/** A language that is whole. */
export type WholeLanguage = (typeof WHOLE_LANGUAGES)[number];
/** A language the offline model understands. */
export type UnderstoodLanguage = (typeof UNDERSTOOD_LANGUAGES)[number];
/** A language dates are read in. */
export type DateLanguage = (typeof DATE_LANGUAGES)[number];

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
