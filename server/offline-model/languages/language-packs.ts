import { FALLBACK_LANGUAGE, type UnderstoodLanguage } from '../../text/languages.ts';
import { arabic } from './arabic.ts';
import { chinese } from './chinese.ts';
import { dutch } from './dutch.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { hindiLatin } from './hindi-latin.ts';
import { hindi } from './hindi.ts';
import { italian } from './italian.ts';
import { japanese } from './japanese.ts';
import type { LanguagePack } from './language-pack.ts';
import { polish } from './polish.ts';
import { portuguese } from './portuguese.ts';
import { russian } from './russian.ts';
import { spanish } from './spanish.ts';
import { turkish } from './turkish.ts';

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
