import { FALLBACK_LANGUAGE, type UnderstoodLanguage } from '../text/languages.ts';
import { talk as arabic } from './ar/talk.ts';
import { talk as chinese } from './zh/talk.ts';
import { talk as dutch } from './nl/talk.ts';
import { talk as english } from './en/talk.ts';
import { talk as french } from './fr/talk.ts';
import { talk as german } from './de/talk.ts';
import { talkLatin as hindiLatin } from './hi/talk-latin.ts';
import { talk as hindi } from './hi/talk.ts';
import { talk as italian } from './it/talk.ts';
import { talk as japanese } from './ja/talk.ts';
import type { LanguagePack } from './language-pack.ts';
import { talk as polish } from './pl/talk.ts';
import { talk as portuguese } from './pt/talk.ts';
import { talk as russian } from './ru/talk.ts';
import { talk as spanish } from './es/talk.ts';
import { talk as turkish } from './tr/talk.ts';

/** A language, or one in other letters than its own. */
type Spelling = UnderstoodLanguage | 'hi-Latn';

/** Japanese before Chinese, whose characters it shares. */
const PACKS: Readonly<Record<Spelling, LanguagePack>> = {
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

/** Every language the offline model speaks, English first. */
export const languagePacks: readonly LanguagePack[] = Object.values(PACKS);

/** What the offline model speaks when it knows nothing of a language. */
export const fallbackPack: LanguagePack = PACKS[FALLBACK_LANGUAGE];
