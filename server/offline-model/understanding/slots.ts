import type { LanguagePack } from '../../languages/language-pack.ts';
import type { Selection } from './intent.ts';
import { parseSelection } from './parse-selection.ts';
import { cut, type TextSlice } from './text-slice.ts';

/** The named groups of a match, cut from the person's own text. */
export class Slots {
  readonly #match: RegExpExecArray;
  readonly #slice: TextSlice;

  constructor(match: RegExpExecArray, slice: TextSlice) {
    this.#match = match;
    this.#slice = slice;
  }

  find(name: string): TextSlice | undefined {
    const range = this.#match.indices?.groups?.[name];
    return range ? cut(this.#slice, range[0], range[1]) : undefined;
  }

  get(name: string): TextSlice {
    return this.find(name) ?? { text: '', folded: '' };
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  select(name: string, pack: LanguagePack): Selection {
    return parseSelection(this.get(name), pack);
  }
}
