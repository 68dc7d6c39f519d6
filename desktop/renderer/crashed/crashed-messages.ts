import type { Language } from '../../spoken-language.ts';
import { crashedWordsDe } from '../../words/de/crashed.ts';
import { crashedWordsEn, type CrashedMessages } from '../../words/en/crashed.ts';
import { crashedWordsEs } from '../../words/es/crashed.ts';
import { crashedWordsFr } from '../../words/fr/crashed.ts';

/** That page in every language: what crashes may be what loads them, so they come along. */
export const CRASHED_MESSAGES: Record<Language, CrashedMessages> = {
  en: crashedWordsEn,
  es: crashedWordsEs,
  fr: crashedWordsFr,
  de: crashedWordsDe,
};
