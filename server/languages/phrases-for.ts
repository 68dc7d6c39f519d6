import { pickLanguage, WHOLE_LANGUAGES, type WholeLanguage } from '../text/languages.ts';
import { receipts as english } from './en/receipts.ts';
import { receipts as french } from './fr/receipts.ts';
import { receipts as german } from './de/receipts.ts';
import { receipts as spanish } from './es/receipts.ts';
import type { Phrases } from './phrases.ts';

const PHRASES: Record<WholeLanguage, Phrases> = { en: english, es: spanish, fr: french, de: german };

/** The phrases of a language tag; of a language that is not whole, English ones. */
export function phrasesFor(locale: string): Phrases {
  return PHRASES[pickLanguage(locale, WHOLE_LANGUAGES)];
}
