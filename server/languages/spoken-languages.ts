import { FALLBACK_LANGUAGE, type ChatLanguage } from '../text/languages.ts';
import { arabic } from './ar/arabic.ts';
import { chinese } from './zh/chinese.ts';
import { dutch } from './nl/dutch.ts';
import { english } from './en/english.ts';
import { french } from './fr/french.ts';
import { german } from './de/german.ts';
import { hindi, hindiLatin } from './hi/hindi.ts';
import { italian } from './it/italian.ts';
import { japanese } from './ja/japanese.ts';
import { polish } from './pl/polish.ts';
import { portuguese } from './pt/portuguese.ts';
import { russian } from './ru/russian.ts';
import { spanish } from './es/spanish.ts';
import { turkish } from './tr/turkish.ts';
import type { Language } from './language.ts';
import type { LanguagePack } from './language-pack.ts';

/** Every language the chat speaks, by its tag, and one in other letters than its own. Japanese before Chinese, whose characters it shares. */
export const LANGUAGES: Readonly<Record<ChatLanguage | 'hi-Latn', Language>> = {
  en: english,
  es: spanish,
  fr: french,
  de: german,
  it: italian,
  pt: portuguese,
  nl: dutch,
  pl: polish,
  tr: turkish,
  'hi-Latn': hindiLatin,
  hi: hindi,
  ja: japanese,
  zh: chinese,
  ru: russian,
  ar: arabic,
};

/** The words of a language tag: in the letters it names, else in those of the language, else English. */
export function findLanguage(tag: string): Language {
  const [, spelling = ''] = /^([a-z]+(?:-[a-z]{4})?)(?:[-_]|$)/iu.exec(tag) ?? [];
  const find = (wanted: string) =>
    Object.entries(LANGUAGES).find(([known]) => known.toLowerCase() === wanted.toLowerCase())?.[1];
  return find(spelling) ?? find(spelling.slice(0, spelling.indexOf('-'))) ?? LANGUAGES[FALLBACK_LANGUAGE];
}

/** What the offline model understands and answers in every language, English first. */
export const languagePacks: readonly LanguagePack[] = Object.values(LANGUAGES).map(({ talk }) => talk);
