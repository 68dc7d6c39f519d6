import type { Phrases } from './phrases.ts';
import { findLanguage } from './spoken-languages.ts';

/** What Parley says in a turn in the language of a tag; in English where it does not speak that. */
export function phrasesFor(tag: string): Phrases {
  return findLanguage(tag).receipts;
}
