import { z } from 'zod';
import { foldText } from '../../text/fold-text.ts';
import type { SearchWord } from './search-words.ts';

/** A text with the words in it that were searched for. */
export const markedText = z.object({
  text: z.string(),
  marks: z
    .array(z.object({ start: z.int(), end: z.int() }))
    .describe('Where the words stand, in UTF-16 units; in order, none within another'),
});

export type MarkedText = z.infer<typeof markedText>;

/** What stands around the first word of a longer text. */
const BEFORE = 24;
const LONGEST_EXCERPT = 240;
const MOST_MARKS = 20;

/** Marks the words where they begin one of the text's; in a language without spaces, wherever they stand. */
export function markWords(text: string, words: readonly SearchWord[]): MarkedText {
  return { text, marks: findMarks(text, words) };
}

/** The part of a text in which the words stand, in one line, with an ellipsis where something was left out. */
export function excerpt(text: string, words: readonly SearchWord[]): MarkedText {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  if (line.length <= LONGEST_EXCERPT) return markWords(line, words);
  const first = findMarks(line, words)[0]?.start ?? 0;
  const start = first <= BEFORE ? 0 : startOfWord(line, first - BEFORE);
  const end = endOfWord(line, start + LONGEST_EXCERPT);
  const cut = `${start > 0 ? '…' : ''}${line.slice(start, end).trim()}${end < line.length ? '…' : ''}`;
  return markWords(cut.toWellFormed(), words);
}

function findMarks(text: string, words: readonly SearchWord[]): MarkedText['marks'] {
  const tokens = [...foldText(text).matchAll(TOKEN)].map(({ index, 0: said }) => ({ start: index, said }));
  const found = tokens.flatMap((_, at) =>
    words.flatMap((word) => markAt(tokens.slice(at, at + word.pieces.length), word)),
  );
  const marks: MarkedText['marks'] = [];
  for (const mark of found) if (mark.start >= (marks.at(-1)?.end ?? 0)) marks.push(mark);
  return marks.slice(0, MOST_MARKS);
}

/** Marks what was typed of a word, or the whole of another form of it. */
function markAt(tokens: readonly { start: number; said: string }[], { pieces, stem }: SearchWord): MarkedText['marks'] {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last || tokens.length < pieces.length) return [];
  if (tokens.every(({ said }, at) => said.startsWith(foldText(pieces[at] ?? ''))))
    return [{ start: first.start, end: last.start + foldText(pieces.at(-1) ?? '').length }];
  const isForm = stem !== null && first.said.startsWith(foldText(stem));
  return isForm ? [{ start: first.start, end: first.start + first.said.length }] : [];
}

/** A word, or a character of a language that is written without spaces, as the database has them. */
const TOKEN =
  /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[\p{L}\p{M}\p{N}])+/gu;

function startOfWord(line: string, from: number): number {
  const space = line.indexOf(' ', from);
  return space < 0 || space > from + 20 ? from : space + 1;
}

function endOfWord(line: string, to: number): number {
  if (to >= line.length) return line.length;
  const space = line.lastIndexOf(' ', to);
  return space < to - 20 ? to : space;
}
