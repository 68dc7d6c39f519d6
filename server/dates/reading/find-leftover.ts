import { MAX_SCANNED, maskUnmined } from '../words/mask-unmined.ts';
import { listPhrases } from '../words/lexicon.ts';
import type { Role } from '../words/vocabulary.ts';
import { tokenize } from '../words/tokenize.ts';
import type { TextSpan } from './find-when.ts';
import { isDayWord, lexiconOf } from './lexicons.ts';
import { isEndOfTitle } from './days/read-day.ts';
import { readMoment } from './read-moment.ts';
import { readTimed } from './repetitions/parse-recurrence.ts';
import { readTerms, type Term } from './read-terms.ts';
import { hasRole, isAfterDay, readAmount, type Sentence, skipRole } from './reading.ts';

/** Words that say something of when and were not understood. */
export interface Leftover extends TextSpan {
  /** A phrase in them that could be meant instead. */
  readonly other?: string | undefined;
  /** The reading of what was found, when its words as they stand could mean another: "friday" of "after friday". */
  readonly instead?: string | undefined;
  /** It says how often, in a way that is not kept: "every 6 hours". */
  readonly isRepetition?: boolean;
  /** It stands before what was read. */
  readonly isBefore: boolean;
  /** It is said not to be what was read: "not tomorrow". */
  readonly isNegated: boolean;
}

/**
 * Finds words of dates that stand beside what was read of a sentence, with nothing but small words between: "every day but
 * holidays", "friday or saturday", "not tomorrow"; and repetitions that cannot be kept, wherever they stand.
 */
export function findLeftover(text: string, spans: readonly TextSpan[], language: string): Leftover | undefined {
  const lexicon = lexiconOf(language.slice(0, 2)) ?? lexiconOf('en');
  if (lexicon === undefined) return undefined;
  const tokens = tokenize(maskUnmined(text.slice(0, MAX_SCANNED), isDayWord));
  const terms = readTerms(tokens, lexicon, false);
  const sentence: Sentence = { terms, vocabulary: lexicon.vocabulary, isPhrase: false };
  const isTaken = ({ start, end }: TextSpan) => spans.some((span) => start < span.end && end > span.start);
  for (const span of spans) {
    const after = terms.findIndex(({ start }) => start >= span.end);
    const before = terms.findLastIndex(({ end }) => end <= span.start);
    const ahead = after < 0 ? undefined : lookAhead(sentence, after, isTaken);
    const found = [lookBack(sentence, before, isTaken), ahead].filter((each) => each !== undefined);
    if (found.length > 0) return describe(text, sentence, found);
  }
  const after = spans.map((span) => readAfter(text, sentence, span)).find((found) => found !== undefined);
  if (after !== undefined) return after;
  const unkept = findUnkept(sentence, isTaken);
  if (unkept === undefined) return undefined;
  const [daily] = listPhrases(lexicon.vocabulary.repeats?.['DAILY'] ?? '');
  return { ...describe(text, sentence, [unkept]), other: daily, isRepetition: true };
}

/** Terms from the first to the one before the last. */
interface Found {
  readonly first: number;
  readonly last: number;
  readonly core?: number;
  readonly isNegated?: boolean;
  readonly isBefore?: boolean;
}

/** More small words than these are a sentence of their own. */
const MOST_SMALL = 3;
const SMALL: readonly Role[] = [
  'and', 'or', 'not', 'except', 'to', 'until', 'range-to', 'of', 'on', 'in', 'at', 'from', 'article', 'before', 'after', 'every', 'since',
]; // prettier-ignore

function lookAhead(sentence: Sentence, position: number, isTaken: (term: Term) => boolean): Found | undefined {
  const { terms } = sentence;
  for (let at = position; at <= position + MOST_SMALL; at += 1) {
    const term = terms[at];
    if (term === undefined || isTaken(term)) return undefined;
    const isListed = hasRole(terms[at - 1], 'and', 'or', 'except', 'not');
    if (isTimeWord(term, isListed && at > position)) {
      const end = readEnd(sentence, at);
      return { first: position, core: at, last: end };
    }
    // "every day except holidays": whatever is left out, it is not what was read.
    if (hasRole(term, 'except') && !hasRole(term, 'by', 'for') && term.text !== 'but' && at === position)
      return { first: position, last: Math.min(position + 2, terms.length) };
    if (term.kind !== 'comma' && !hasRole(term, ...SMALL)) return undefined;
  }
  return undefined;
}

function lookBack(sentence: Sentence, position: number, isTaken: (term: Term) => boolean): Found | undefined {
  const { terms } = sentence;
  const nearest = terms[position];
  if (nearest !== undefined && hasRole(nearest, 'not') && !isTaken(nearest))
    return { first: position, last: position + 1, isNegated: true };
  for (let at = position; at >= Math.max(0, position - MOST_SMALL); at -= 1) {
    const term = terms[at];
    if (term === undefined || isTaken(term)) return undefined;
    if (isEndOfTitle(sentence, at)) return undefined;
    const isListed = at < position && hasRole(terms[at + 1], 'and', 'or', 'except', 'not');
    // "not tomorrow but friday"
    const first = hasRole(terms[at - 1], 'not') ? at - 1 : at;
    if (isTimeWord(term, isListed)) return { first, core: at, last: position + 1, isBefore: true };
    if (term.kind !== 'comma' && !hasRole(term, ...SMALL)) return undefined;
  }
  return undefined;
}

/** "after friday": that day, or the one after it. */
function readAfter(text: string, { terms }: Sentence, { start, end }: TextSpan): Leftover | undefined {
  const inside = terms.filter((term) => term.start >= start && term.end <= end);
  const first = inside[1];
  if (first === undefined || !isAfterDay(inside)) return undefined;
  const day = text.slice(first.start, end);
  const other = `the day ${text.slice(start, first.start)}${day}`;
  return { start, end, instead: day, other, isBefore: false, isNegated: false };
}

/** "every 6 hours", "twice a day", "3 times a week": what a task cannot repeat by. */
function findUnkept(sentence: Sentence, isTaken: (term: Term) => boolean): Found | undefined {
  const { terms } = sentence;
  for (const [position, term] of terms.entries()) {
    if (isTaken(term)) continue;
    if (hasRole(term, 'every') && !hasRole(term, 'article', 'on', 'at')) {
      const at = readAmount(terms[position + 1]) === undefined ? position + 1 : position + 2;
      const { unit, span } = terms[at]?.meaning ?? {};
      if ((span?.unit ?? unit) !== undefined) return { first: position, last: at + 1 };
    }
    const at = hasRole(term, 'times') ? skipRole(sentence, position + 1, 'article', 'one', 'every') : position;
    if (at > position + 1 && terms[at]?.meaning.unit !== undefined)
      return { first: readAmount(terms[position - 1]) === undefined ? position : position - 1, last: at + 1 };
  }
  return undefined;
}

/** Whether a term can hardly be anything but part of a date; a part of the day is one beside another. */
function isTimeWord({ kind, meaning, isDoubtful }: Term, isListed: boolean): boolean {
  if (kind === 'clock' || kind === 'instant') return true;
  if (kind === 'date') return isDoubtful !== true;
  const { offset, weekday, month, period, edge, repeat, isRepeated, isWeekend, isWorkdays, holiday, part } = meaning;
  if (meaning.isDoubtful === true && !isListed) return false;
  if (isListed && part !== undefined) return true;
  return (
    (offset ?? weekday ?? month ?? period ?? edge ?? repeat ?? isRepeated ?? isWeekend ?? isWorkdays ?? holiday) !==
    undefined
  );
}

function readEnd(sentence: Sentence, position: number): number {
  return readTimed(sentence, position)?.end ?? readMoment(sentence, position)?.end ?? position + 1;
}

function describe(text: string, sentence: Sentence, found: readonly Found[]): Leftover {
  const { terms } = sentence;
  const starts = found.map(({ first }) => terms[first]?.start ?? 0);
  const ends = found.map(({ last }) => terms[last - 1]?.end ?? 0);
  const withCore = found.find((each) => each.core !== undefined);
  const core = withCore?.core;
  const other =
    core === undefined ? undefined : text.slice(terms[core]?.start, terms[readEnd(sentence, core) - 1]?.end ?? 0);
  return {
    start: Math.min(...starts),
    end: Math.max(...ends),
    other,
    isBefore: withCore?.isBefore === true,
    isNegated: found.some(isNegation),
  };
}

function isNegation({ isNegated }: Found): boolean {
  return isNegated === true;
}
