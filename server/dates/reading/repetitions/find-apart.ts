import { hasRole, type Sentence } from '../reading.ts';
import { readBound } from './read-bound.ts';
import { readExcept } from './read-except.ts';
import { readLength } from './read-length.ts';
import type { RecurrenceReading } from './read-recurrence.ts';

/** Terms from the first to the one before the last. */
export interface Apart {
  readonly first: number;
  readonly last: number;
}

/**
 * Finds what bounds a repetition and stands apart from it: "20 दिसंबर तक हर मंगलवार", "每周二上课直到12月20日", "除了周日每天".
 * @param start the first term of the repetition
 */
export function findApart(sentence: Sentence, start: number, reading: RecurrenceReading): Apart[] {
  const { terms, vocabulary } = sentence;
  if (vocabulary.language === 'en') return [];
  const found: Apart[] = [];
  let bounded = reading;
  for (let at = 0; at < terms.length;) {
    const isInside = at >= start && at < reading.end;
    const next = isInside || terms[at]?.kind === 'comma' ? undefined : readPiece(sentence, at, bounded, start);
    const isApart = next !== undefined && (next.end <= start || at >= reading.end);
    if (isApart) {
      found.push({ first: at, last: next.end });
      bounded = next;
    }
    at = isApart ? next.end : at + 1;
  }
  return found;
}

function readPiece(sentence: Sentence, at: number, bounded: RecurrenceReading, start: number) {
  const here = { ...bounded, end: at };
  const except = readExcept(sentence, here);
  if (except !== undefined) return except;
  const length = readLength(sentence, here);
  // "ogni lunedì preparare pasti per 5 giorni": what is far from it may be how long something else lasts.
  const isNear = sentence.vocabulary.isPostpositional === true || length?.end === start;
  if (length !== undefined && isNear && isSaidFor(sentence, at, length.end)) return length;
  const bound = bounded.until === undefined ? readBound(sentence, here) : undefined;
  return bound?.until === undefined || bound.until.day?.kind === 'weekday' ? undefined : bound;
}

function isSaidFor({ terms }: Sentence, at: number, end: number): boolean {
  // "3日間の計画" is a plan for three days.
  if (hasRole(terms[end], 'of')) return false;
  return hasRole(terms[at], 'for') || hasRole(terms[end - 1], 'for') || /[日週月]間$/u.test(terms[end - 1]?.text ?? '');
}
