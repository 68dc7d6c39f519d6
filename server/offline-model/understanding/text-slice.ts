import { normalizeText } from '../../ground/admit-text.ts';
import { foldText } from '../../text/fold-text.ts';

/** A piece of the message, in the person's own spelling and folded; both have the same indices. */
export interface TextSlice {
  text: string;
  folded: string;
}

/** Makes a slice of a text, composed (NFC) so that one letter is one unit where Unicode allows. */
export function toSlice(text: string): TextSlice {
  const composed = normalizeText(text, 'NFC');
  return { text: composed, folded: foldText(composed) };
}

/** The part from `start` to `end`, without the white space around it. */
export function cut(slice: TextSlice, start: number, end: number = slice.text.length): TextSlice {
  let from = start;
  let to = end;
  while (from < to && /\s/u.test(slice.text.charAt(from))) from += 1;
  while (to > from && /\s/u.test(slice.text.charAt(to - 1))) to -= 1;
  return { text: slice.text.slice(from, to), folded: slice.folded.slice(from, to) };
}

/** What is left around a removed range, joined by one space. */
export function without(slice: TextSlice, start: number, end: number): TextSlice {
  const before = cut(slice, 0, start);
  const after = cut(slice, end);
  const gap = before.text && after.text ? ' ' : '';
  return { text: before.text + gap + after.text, folded: before.folded + gap + after.folded };
}
