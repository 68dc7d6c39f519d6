import { cutSpans } from '../words/cut-spans.ts';
import type { DateContext } from '../calendar/resolve-moment.ts';
import { findDatePhrase, type FoundPhrase } from './find-date-phrase.ts';
import { findLeftover, findNamedDay, type Leftover } from './find-leftover.ts';
import { findRecurrencePhrase } from './repetitions/find-recurrence-phrase.ts';
import { joinSpans, type TextSpan } from './text-span.ts';

/** What a sentence says of when, in its own words. */
export interface SaidWhen {
  /** What `resolveDue` reads. */
  readonly due?: string;
  /** What `parseRecurrence` reads. */
  readonly recurrence?: string;
  /** The words that say it, in order. */
  readonly spans: readonly TextSpan[];
  /** Those words. */
  readonly words: string;
  /** The language they were read in. */
  readonly language: string;
  /** The sentence without them. */
  readonly rest: string;
  /** Words of dates beside them that were not understood: none of it may be acted on. */
  readonly leftover?: Leftover;
}

/**
 * Finds all that a sentence says of when: how often, on which day, at what time. It is read whole or not at all: when words
 * of dates stand beside what was read, or a repetition that cannot be kept ("every 6 hours"), they are handed on with it.
 * @returns null when the sentence says nothing of it
 */
export function findWhen(text: string, context: DateContext): SaidWhen | null {
  const repeated = findRecurrencePhrase(text, context, true);
  const masked = repeated === null ? text : repeated.spans.reduce(blankOut, text);
  const due = findDatePhrase(masked, context);
  const language = repeated?.language ?? due?.language ?? context.language ?? context.locale;
  const spans = [...(repeated?.spans ?? []), ...(due?.spans ?? [])].toSorted((one, other) => one.start - other.start);
  const leftover = findLeftover(text, spans, language, repeated !== null) ?? findUnsaid(text, repeated, due, language);
  if (spans.length === 0 && leftover === undefined) return null;
  const taken = leftover === undefined ? spans : unite(spans, leftover);
  return {
    ...(due !== null && { due: due.phrase }),
    ...(repeated !== null && { recurrence: repeated.phrase }),
    spans: taken,
    words: joinSpans(text, taken),
    language,
    rest: cutSpans(text, taken),
    ...(leftover !== undefined && { leftover }),
  };
}

function findUnsaid(
  text: string,
  repeated: FoundPhrase | null,
  due: FoundPhrase | null,
  language: string,
): Leftover | undefined {
  if (due === null) return undefined;
  if (repeated !== null) return findOtherDay(repeated, due);
  return due.names === 'time' ? findNamedDay(text, due, language) : undefined;
}

/** "every tuesday, maybe friday": a day beside a repetition that does not say when it starts. */
function findOtherDay(repeated: TextSpan, { start, end, phrase, names }: FoundPhrase): Leftover | undefined {
  const isBeside = Math.min(Math.abs(start - repeated.end), Math.abs(repeated.start - end)) <= 1;
  return names === 'day' && isBeside ? { start, end, other: phrase } : undefined;
}

/** A mark that no language reads stands in for the words, so that every position stays. */
function blankOut(text: string, { start, end }: TextSpan): string {
  return text.slice(0, start) + '\u{FFFC}'.repeat(end - start) + text.slice(end);
}

function unite(spans: readonly TextSpan[], added: TextSpan): TextSpan[] {
  const united: TextSpan[] = [];
  for (const span of [...spans, added].toSorted((one, other) => one.start - other.start)) {
    const last = united.at(-1);
    if (last === undefined || span.start > last.end + 1) united.push({ start: span.start, end: span.end });
    else united[united.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return united;
}
