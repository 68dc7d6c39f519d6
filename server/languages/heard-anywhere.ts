import type { HeardWords } from './heard-words.ts';
import { languagePacks } from './spoken-languages.ts';

/** The words of every language for one purpose, as the alternatives of a pattern. */
export function heardAnywhere(pick: (heard: HeardWords) => string | undefined): string {
  return languagePacks.flatMap(({ heard }) => pick(heard) ?? []).join('|');
}

/** A pattern over folded text for words of every language about a task that there is; they stand as words of their own. */
export function toldWords(pick: (told: HeardWords['told']) => string, before = '', after = '', flags = 'u'): RegExp {
  const words = heardAnywhere(({ told }) => pick(told));
  const start = String.raw`(?:(?<![\p{L}\p{M}'])|(?<=${UNSPACED}))`;
  const end = String.raw`(?:(?![\p{L}\p{M}'])|(?=${UNSPACED}))`;
  return new RegExp(`${before}${start}(?:${words})${end}${after}`, flags);
}

const UNSPACED = String.raw`[\u3040-\u30ff\u3400-\u9fff]`;
