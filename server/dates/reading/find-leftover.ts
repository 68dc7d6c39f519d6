import { listPhrases } from '../words/lexicon.ts';
import { MAX_SCANNED, maskUnmined } from '../words/mask-unmined.ts';
import { tokenize } from '../words/tokenize.ts';
import { findDateRange, findUnkept } from './find-unkept.ts';
import { findUnread } from './find-unread.ts';
import { isDayWord, lexiconOf } from './lexicons.ts';
import { lookBeside, type Beside } from './look-beside.ts';
import { readTerms } from './read-terms.ts';
import { isAfterDay, type Sentence } from './reading.ts';
import { type TextSpan } from './text-span.ts';

/** Words that say something of when and were not understood. */
export interface Leftover extends TextSpan {
  /** What could be meant instead of what was read. */
  readonly other?: string | undefined;
  /** The reading of what was found, when its words as they stand could mean another: "friday" of "after friday". */
  readonly instead?: string | undefined;
  /** It says how often, in a way that is not kept: "every 6 hours". */
  readonly isRepetition?: boolean;
  /** The other reading stands before what was read. */
  readonly isBefore?: boolean;
  /** It is said not to be what was read: "not tomorrow". */
  readonly isNegated?: boolean;
}

/**
 * Finds words of dates that stand beside what was read of a sentence, with nothing but small words between: "every day except
 * holidays", "friday or saturday", "not tomorrow"; and, wherever they stand, ranges of days and repetitions that cannot be kept.
 */
export function findLeftover(
  text: string,
  spans: readonly TextSpan[],
  language: string,
  isRepeated: boolean,
): Leftover | undefined {
  const { masked, sentence } = readSentence(text, language);
  const range = findDateRange(masked, sentence);
  if (range !== undefined) return range;
  const beside = lookBeside(sentence, spans) ?? findUnread(sentence, spans, isRepeated);
  if (beside !== undefined) return describe(text, sentence, beside);
  const after = spans.map((span) => readAfter(text, sentence, span)).find((found) => found !== undefined);
  if (after !== undefined) return after;
  const unkept = findUnkept(sentence, spans);
  if (unkept === undefined) return undefined;
  const { frequency, ...words } = unkept;
  const [nearest] = listPhrases(sentence.vocabulary.repeats?.[frequency] ?? '');
  return { ...words, other: nearest, isRepetition: true };
}

/** "Christmas Eve dinner at 6": the day has a name, and only its time was read. */
export function findNamedDay(
  text: string,
  time: TextSpan & { readonly phrase: string },
  language: string,
): Leftover | undefined {
  const { terms } = readSentence(text, language).sentence;
  const day = terms.find(({ meaning }) => meaning.holiday !== undefined);
  if (day === undefined) return undefined;
  const { start, end } = time;
  return { start, end, instead: `${text.slice(day.start, day.end)} ${time.phrase}`, other: time.phrase };
}

/** Dates are looked for in the language they were read in; in English when none was. */
function readSentence(text: string, language: string): { masked: string; sentence: Sentence } {
  const lexicon = lexiconOf(language);
  const masked = maskUnmined(text.slice(0, MAX_SCANNED), isDayWord);
  const terms = readTerms(tokenize(masked), lexicon, false);
  return { masked, sentence: { terms, vocabulary: lexicon.vocabulary, isPhrase: false } };
}

/** "after friday": that day, or the one after it. */
function readAfter(text: string, { terms }: Sentence, { start, end }: TextSpan): Leftover | undefined {
  const inside = terms.filter((term) => term.start >= start && term.end <= end);
  const first = inside[1];
  if (first === undefined || !isAfterDay(inside)) return undefined;
  const day = text.slice(first.start, end);
  return { start, end, instead: day, other: `the day ${text.slice(start, first.start)}${day}` };
}

function describe(text: string, { terms }: Sentence, { first, last, other, ...rest }: Beside): Leftover {
  const [start, end] = [terms[first]?.start ?? 0, terms[last - 1]?.end ?? 0];
  const words = other && text.slice(terms[other.first]?.start, terms[other.last - 1]?.end);
  return { start, end, other: words, ...rest };
}
