import { foldText } from '../../text/fold-text.ts';
import { CUES, type Cue, type CueWords } from '../../languages/cues.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { findDue, findRecurrence } from './find-when.ts';
import { cut, type TextSlice } from './text-slice.ts';

/** A word or two of a text, and what it says of what is wanted. */
export interface CueMark {
  readonly cue: Cue;
  readonly start: number;
  readonly end: number;
}

/** Every cue in a folded text; one word can be several. */
export function readCues(folded: string, pack: LanguagePack): CueMark[] {
  return patternsOf(pack.cues).flatMap(([cue, pattern]) =>
    [...folded.matchAll(pattern)].map(({ index, 0: { length } }) => ({ cue, start: index, end: index + length })),
  );
}

/**
 * What a judge can tell of a request in any language: which cues there are and which comes first, whether it says when, and
 * how many words are left when these are gone.
 */
export function listSigns(slice: TextSlice, pack: LanguagePack): string[] {
  const head = cut(slice, 0, LONGEST_READ);
  const marks = readCues(head.folded, pack);
  const when = findRecurrence(head.text, pack.tag) ?? findDue(head.text, pack.tag);
  // "every day but sunday" spares nothing of what is asked for.
  const isInDate = ({ start, end }: CueMark) => when !== undefined && start >= when.start && end <= when.end;
  const told = marks.filter((mark) => mark.cue !== 'small' && !isInDate(mark));
  const cues = new Set(told.map(({ cue }) => cue));
  const first = told.toSorted((left, right) => left.start - right.start)[0];
  const bare = [...marks, ...(when ? [when] : [])].reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    head.folded,
  );
  const left = bare.match(/[\p{L}\p{M}]+/gu)?.length ?? 0;
  const place =
    when === undefined ? 'none' : when.start === 0 ? 'first' : when.end >= head.text.length - 1 ? 'last' : 'inside';
  return [
    ...[...cues].map((cue) => `has ${cue}`),
    `cues ${[...cues].join(' ')}`,
    `first ${first?.cue ?? 'none'} ${first?.start === 0}`,
    `when ${place}`,
    `left ${Math.min(left, 6)}`,
    `when ${place} left ${Math.min(left, 4)}`,
  ];
}

/** Kept by the words: the packs of a turn are made for it. */
function patternsOf(words: CueWords): [Cue, RegExp][] {
  const known = PATTERNS.get(words);
  if (known) return known;
  const made = CUES.filter((cue) => words[cue] !== '').map((cue): [Cue, RegExp] => [cue, toPattern(words[cue])]);
  PATTERNS.set(words, made);
  return made;
}

function toPattern(words: string): RegExp {
  const ranked = foldText(words)
    .split(' ')
    .toSorted((left, right) => right.length - left.length);
  const alternatives = ranked.map((word) =>
    word
      .replaceAll(/[.?+()]/gu, String.raw`\$&`)
      .replaceAll('_', String.raw`\s+`)
      .replaceAll('*', String.raw`[\p{L}\p{M}]*`),
  );
  return new RegExp(`${START}(?:${alternatives.join('|')})${END}`, 'gu');
}

const PATTERNS = new WeakMap<CueWords, [Cue, RegExp][]>();
/** Scripts without spaces have no edges of words. */
const UNSPACED = String.raw`[\u3040-\u30ff\u3400-\u9fff]`;
const START = String.raw`(?:(?<![\p{L}\p{M}'])|(?<=')|(?<=${UNSPACED}))`;
const END = String.raw`(?:(?![\p{L}\p{M}])|(?=${UNSPACED})|(?<=${UNSPACED}))`;
const LONGEST_READ = 400;
