import type { HeardWords } from './heard-words.ts';
import { languagePacks } from './language-packs.ts';

/** The words of every language for one purpose, as the alternatives of a pattern. */
export function heardAnywhere(pick: (heard: HeardWords) => string | undefined): string {
  return languagePacks.flatMap(({ heard }) => pick(heard) ?? []).join('|');
}
