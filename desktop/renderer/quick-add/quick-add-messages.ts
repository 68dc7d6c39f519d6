import type { Language } from '../../spoken-language.ts';
import { quickAddWordsDe } from '../../words/de/quick-add.ts';
import { quickAddWordsEn, type QuickAddMessages } from '../../words/en/quick-add.ts';
import { quickAddWordsEs } from '../../words/es/quick-add.ts';
import { quickAddWordsFr } from '../../words/fr/quick-add.ts';

/** The quick-add page in every language; it is small enough to carry all of them, and so needs no request to speak. */
export const QUICK_ADD_MESSAGES: Record<Language, QuickAddMessages> = {
  en: quickAddWordsEn,
  es: quickAddWordsEs,
  fr: quickAddWordsFr,
  de: quickAddWordsDe,
};
