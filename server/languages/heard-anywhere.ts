import type { HeardWords } from './heard-words.ts';
import { languagePacks } from './spoken-languages.ts';

/** The words of every language for one purpose, as the alternatives of a pattern. */
export function heardAnywhere(pick: (heard: HeardWords) => string | undefined): string {
  return languagePacks.flatMap(({ heard }) => pick(heard) ?? []).join('|');
}

/** A pattern over folded text for words of every language that refer back; they stand as words of their own. */
export function referringWords(pick: (referring: HeardWords['referring']) => string, before = '', after = ''): RegExp {
  const words = heardAnywhere(({ referring }) => pick(referring));
  const start = String.raw`(?:(?<![\p{L}\p{M}'])|(?<=${UNSPACED}))`;
  const end = String.raw`(?:(?![\p{L}\p{M}'])|(?=${UNSPACED}))`;
  return new RegExp(`${before}${start}(?:${words})${end}${after}`, 'u');
}

const UNSPACED = String.raw`[\u3040-\u30ff\u3400-\u9fff]`;
