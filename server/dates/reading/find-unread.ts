import type { Beside } from './look-beside.ts';
import { readDurations } from './days/read-duration.ts';
import { hasRole, type Sentence } from './reading.ts';
import type { Term } from './read-terms.ts';
import { isIn, type TextSpan } from './text-span.ts';

/**
 * Finds words that change which days are meant, in a language whose grammar was not read to the end: how long a repetition
 * lasts, or which weekday of a month it is. English asks for itself.
 */
export function findUnread(sentence: Sentence, spans: readonly TextSpan[], isRepeated: boolean): Beside | undefined {
  if (sentence.vocabulary.language === 'en') return undefined;
  return (isRepeated ? findLength(sentence, spans) : undefined) ?? findPlace(sentence, spans);
}

/** "Kurs jeden Dienstag, insgesamt 6 Wochen". */
function findLength(sentence: Sentence, spans: readonly TextSpan[]): Beside | undefined {
  for (const [position, term] of sentence.terms.entries()) {
    const run = isIn(term, spans) ? undefined : readDurations(sentence, position, false);
    const isDays = run?.durations.every(({ unit }) => !['second', 'minute', 'hour'].includes(unit)) === true;
    if (run !== undefined && isDays) return { first: position, last: run.end };
  }
  return undefined;
}

/** "erste", "last" or "of the month" beside a weekday that was read without it. */
function findPlace({ terms }: Sentence, spans: readonly TextSpan[]): Beside | undefined {
  for (const span of spans) {
    const first = terms.findIndex((term) => isIn(term, [span]));
    const last = terms.findLastIndex((term) => isIn(term, [span]));
    const isWeekday = terms.slice(first, last + 1).some(({ meaning }) => meaning.weekday !== undefined);
    if (!isWeekday) continue;
    const before = terms[first - 1];
    if (before !== undefined && !isIn(before, spans) && isPlace(before)) return { first: first - 1, last: first };
    for (let at = last + 1; at <= last + 3; at += 1) {
      const term = terms[at];
      if (term === undefined || isIn(term, spans)) break;
      if (term.meaning.unit === 'month' || isPlace(term)) return { first: last + 1, last: at + 1 };
      if (!hasRole(term, 'of', 'article', 'every', 'in', 'on')) break;
    }
  }
  return undefined;
}

function isPlace({ meaning, ordinalMark }: Term): boolean {
  return meaning.ordinal !== undefined || ordinalMark !== undefined || meaning.roles?.has('final') === true;
}
