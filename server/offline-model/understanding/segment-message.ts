import type { LanguagePack } from '../../languages/language-pack.ts';
import { readCues } from './read-cues.ts';

/** A stretch of the message that holds one request, and what stood between it and the one before. */
export interface Segment {
  start: number;
  end: number;
  glue: string;
}

/**
 * Cuts a message where a joiner ("and", a comma, a full stop, a new line) is followed by the start of another request.
 * Nothing is cut inside quotes, nor after "add task:", whose text is taken as it stands.
 * @param folded the folded message
 */
export function segmentMessage(folded: string, pack: LanguagePack): Segment[] {
  const quotes = findQuotes(folded);
  const segments: Segment[] = [];
  let start = 0;
  let glue = '';
  for (const match of folded.matchAll(pack.joiner)) {
    const end = match.index + match[0].length;
    if (match.index <= start || quotes.some(([from, to]) => match.index > from && match.index < to)) continue;
    const left = folded.slice(start, Math.min(match.index, start + HEAD_LENGTH));
    if (!startsRequest(folded, end, left, match[0], pack)) continue;
    segments.push({ start, end: match.index, glue });
    start = end;
    glue = match[0];
  }
  segments.push({ start, end: folded.length, glue });
  return segments.filter((segment) => folded.slice(segment.start, segment.end).trim() !== '');
}

/** The ranges between quotation marks; an apostrophe inside a word opens nothing. */
export function findQuotes(folded: string): [number, number][] {
  return [...folded.matchAll(QUOTED)].map((match) => [match.index, match.index + match[0].length]);
}

function startsRequest(folded: string, at: number, left: string, joiner: string, pack: LanguagePack): boolean {
  if (pack.literal?.test(left) && !joiner.includes('\n')) return false;
  const isOther = pack.extra?.test(joiner) === true && !pack.adding.test(left);
  // "finish the slides, then send them": after what is no item of a list.
  const isNext = pack.sequence?.test(joiner) === true && !pack.adding.test(left) && !pack.isImperative?.(left);
  if ((isOther || isNext) && pack.isImperative?.(folded.slice(at, at + LONGEST_VERB))) return true;
  if (pack.isLenient && /[\s,;.]/u.test(joiner) && startsCued(folded, at, left, pack)) return true;
  const isLoose = /[.!?\n;]/u.test(joiner) || !pack.adding.test(left) || pack.closedAdd?.test(left) === true;
  const start = isLoose ? pack.start : pack.strongStart;
  start.lastIndex = at;
  return start.test(folded);
}

/** "…, et dis-moi", "…, füge": a look at the list, or an add after something else, begins with its cue. */
function startsCued(folded: string, at: number, left: string, pack: LanguagePack): boolean {
  const next = folded.slice(at, at + LONGEST_VERB);
  const isAdding = readCues(left, pack).some(({ cue }) => cue === 'add');
  return readCues(next, pack).some(({ cue, start }) => start === 0 && (cue === 'show' || (cue === 'add' && !isAdding)));
}

const HEAD_LENGTH = 200;
const LONGEST_VERB = 40;
const QUOTED =
  /"[^"\n]{1,600}"|(?<![\p{L}\p{N}])'[^'\n]{1,300}(?:(?<=\p{L})'(?=\p{L})[^'\n]{1,300})*'(?![\p{L}\p{N}])/gu;
