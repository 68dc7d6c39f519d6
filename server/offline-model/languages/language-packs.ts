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

/** Every language the offline model speaks, English first; Japanese before Chinese, whose characters it shares. */
export const languagePacks: readonly LanguagePack[] = [
  english,
  spanish,
  french,
  german,
  italian,
  portuguese,
  dutch,
  polish,
  turkish,
  hindiLatin,
  hindi,
  japanese,
  chinese,
  russian,
  arabic,
];
