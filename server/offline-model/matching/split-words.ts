import { normalizeText } from '../../ground/admit-text.ts';
import { languagePacks } from '../../languages/spoken-languages.ts';
import { foldText } from '../../text/fold-text.ts';

/**
 * The words of a text that tell tasks apart: folded, without punctuation, articles and the word "task".
 * @returns every word when only such small words are there
 */
export function splitWords(text: string): string[] {
  const words = normalizeText(text, 'NFC')
    .replaceAll(APOSTROPHE, '')
    .split(NOT_A_WORD)
    .filter((word) => word !== '')
    .map((word, index) => ({ folded: foldText(word), isSmall: isSmallWord(word, index) }));
  const telling = words.filter((word) => !word.isSmall);
  return (telling.length > 0 ? telling : words).map((word) => word.folded);
}

/** A capital within the text marks a name: "Dentist for Mia" is not "Dentist for mine". */
export function isSmallWord(word: string, index: number): boolean {
  const folded = foldText(word);
  const isName = index > 0 && word.charAt(0) !== folded.charAt(0) && word.charAt(0) !== word.charAt(0).toLowerCase();
  return !isName && SMALL_WORDS.has(folded);
}

const APOSTROPHE = /(?<=\p{L})['’](?=\p{L})/gu;
const NOT_A_WORD = /[^\p{L}\p{N}\p{M}]+/u;

const SMALL_WORDS = new Set(languagePacks.flatMap(({ heard }) => heard.small?.split(' ') ?? []));
