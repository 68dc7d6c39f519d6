import type { Role } from '../../languages/vocabulary.ts';
import { isEndOfTitle } from './days/read-day.ts';
import { isPartOfName, isTitleWord } from './is-title-word.ts';
import { readMoment } from './read-moment.ts';
import type { Term } from './read-terms.ts';
import { readTimed } from './repetitions/parse-recurrence.ts';
import { hasRole, isBoundary, readAmount, type Sentence, SURENESS } from './reading.ts';
import { isIn, type TextSpan } from './text-span.ts';

/** A stretch of terms, to the one before the last. */
interface Terms {
  readonly first: number;
  readonly last: number;
}

/** Terms beside a date that were not understood. */
export interface Beside extends Terms {
  /** Those of them that can be read by themselves. */
  readonly other?: Terms | undefined;
  readonly isBefore?: boolean;
  readonly isNegated?: boolean;
}

/** More small words than these are a sentence of their own. */
const MOST_SMALL = 3;
const SMALL: readonly Role[] = [
  'and', 'or', 'not', 'except', 'to', 'until', 'range-to', 'of', 'on', 'in', 'at', 'from', 'article', 'before', 'after', 'every', 'since',
]; // prettier-ignore
/** What joins things of one kind. */
const JOINS: readonly Role[] = ['and', 'or', 'except', 'not', 'to', 'range-to', 'until'];
/** Zones people name behind a time: which one it is in is not kept, so the time would be another. */
const ZONES = new Set([
  'gmt',
  'utc',
  'est',
  'edt',
  'cst',
  'cdt',
  'mst',
  'mdt',
  'pst',
  'pdt',
  'cet',
  'cest',
  'bst',
  'ist',
  'jst',
  'et',
  'ct',
  'mt',
  'pt',
  'pacific',
  'eastern',
]);

/** Finds words of dates next to the stretches that were read, with nothing but small words between. */
export function lookBeside(sentence: Sentence, spans: readonly TextSpan[]): Beside | undefined {
  const isTaken = (term: Term): boolean => isIn(term, spans);
  const view: View = { sentence, sure: listSure(sentence, isTaken), isTaken };
  const { terms } = sentence;
  for (const span of spans) {
    const after = terms.findIndex(({ start }) => start >= span.end);
    const back = lookBack(
      view,
      terms.findLastIndex(({ end }) => end <= span.start),
    );
    const ahead = after < 0 ? undefined : lookAhead(view, after);
    if (back === undefined || ahead === undefined) {
      const only = back ?? ahead;
      if (only !== undefined) return only;
      continue;
    }
    return { ...ahead, ...back, other: back.other ?? ahead.other, first: back.first, last: ahead.last };
  }
  return undefined;
}

interface View {
  readonly sentence: Sentence;
  /** Terms of dates that would be read anywhere. */
  readonly sure: ReadonlySet<number>;
  readonly isTaken: (term: Term) => boolean;
}

function listSure(sentence: Sentence, isTaken: (term: Term) => boolean): Set<number> {
  const sure = new Set<number>();
  for (const [position, term] of sentence.terms.entries()) {
    if (isTaken(term) || isPartOfName(sentence, position)) continue;
    const reading = readMoment(sentence, position);
    if (reading?.core !== position || reading.sureness < SURENESS.always || isTitleWord(sentence, reading)) continue;
    for (let at = reading.core; at < reading.end; at += 1) sure.add(at);
  }
  return sure;
}

function lookAhead(view: View, position: number): Beside | undefined {
  const { sentence, isTaken } = view;
  const { terms } = sentence;
  const [before, next] = [terms[position - 1], terms[position]];
  if (ZONES.has(next?.text ?? '') && saysTime(before)) return { first: position, last: position + 1 };
  // "9am Paris time"
  const isOfPlace = terms[position + 1]?.text === 'time' && next?.kind === 'word';
  if (isOfPlace && saysTime(before)) return { first: position, last: position + 2 };
  for (let at = position; at <= position + MOST_SMALL; at += 1) {
    const term = terms[at];
    // "on the 15th and last day": two dates, and which is meant is not said.
    const isBetween = at === position + 1 && hasRole(terms[position], 'and', 'or', 'except');
    if (term !== undefined && isTaken(term) && isBetween) return { first: position, last: at };
    if (term === undefined || isTaken(term)) return undefined;
    const isJoined = at > position && isJoin(terms[at - 1]);
    if (isTimeWord(view, at, isJoined) || (isJoined && isNumberBeside(sentence, at, before))) {
      const last = readEnd(sentence, at);
      return { first: position, last, other: { first: at, last } };
    }
    // "every day except holidays": whatever is left out, it is not what was read.
    const isLeftOut = at === position && hasRole(term, 'except') && !hasRole(term, 'by', 'for') && term.text !== 'but';
    if (isLeftOut) return { first: position, last: Math.min(position + 2, terms.length) };
    if (!isSmall(term)) return undefined;
  }
  return undefined;
}

function lookBack(view: View, position: number): Beside | undefined {
  const { sentence, isTaken } = view;
  const { terms } = sentence;
  const nearest = terms[position];
  if (nearest === undefined || isTaken(nearest)) return undefined;
  // "twice daily"
  if (hasRole(nearest, 'times'))
    return { first: readAmount(terms[position - 1]) === undefined ? position : position - 1, last: position + 1 };
  const isNegated = hasRole(nearest, 'not', 'except');
  for (let at = position; at >= Math.max(0, position - MOST_SMALL); at -= 1) {
    const term = terms[at];
    if (term === undefined || isTaken(term) || isEndOfTitle(sentence, at)) break;
    const isJoined = at < position && isJoin(terms[at + 1]);
    if (isTimeWord(view, at, isJoined) || (isJoined && isNumberBeside(sentence, at, terms[position + 1]))) {
      // "not tomorrow but friday"
      const first = hasRole(terms[at - 1], 'not') ? at - 1 : startOf(view, at);
      const other = { first: sureStart(view, at), last: at + 1 };
      return { first, last: position + 1, other, isBefore: true, isNegated };
    }
    if (!isSmall(term)) break;
  }
  return isNegated ? { first: position, last: position + 1, isNegated } : undefined;
}

/** The first term of a date, and of what leads in a stretch: "from dec 3 to". */
function startOf(view: View, position: number): number {
  const first = sureStart(view, position);
  return hasRole(view.sentence.terms[first - 1], 'since', 'between') ? first - 1 : first;
}

function sureStart({ sure }: View, position: number): number {
  let first = position;
  while (sure.has(first) && sure.has(first - 1)) first -= 1;
  return first;
}

function isSmall(term: Term): boolean {
  return term.kind === 'comma' || hasRole(term, ...SMALL) || isLink(term);
}

function isJoin(term: Term | undefined): boolean {
  return hasRole(term, ...JOINS) || isLink(term);
}

function isLink(term: Term | undefined): boolean {
  return term?.kind === 'mark' && /^[-–/]$/u.test(term.text);
}

/** Whether a term can hardly be anything but part of a date; joined to a date, more can be. */
function isTimeWord({ sentence, sure }: View, position: number, isJoined: boolean): boolean {
  const term = sentence.terms[position];
  if (term === undefined) return false;
  const { kind, meaning, isDoubtful } = term;
  if (kind === 'clock' || kind === 'instant' || sure.has(position)) return true;
  if (kind === 'date') return isDoubtful !== true || isJoined;
  const { offset, weekday, month, period, edge, repeat, isRepeated, isWeekend, isWorkdays, holiday, part } = meaning;
  if (isJoined && part !== undefined) return true;
  if (meaning.isDoubtful === true && !isJoined) return false;
  return [offset, weekday, month, period, edge, repeat, isRepeated, isWeekend, isWorkdays, holiday].some(
    (said) => said !== undefined,
  );
}

/** "dec 3 or 4", "15th and last day": a number joined to one that is part of a date, and counting nothing. */
function isNumberBeside(sentence: Sentence, position: number, beside: Term | undefined): boolean {
  const term = sentence.terms[position];
  const isNumber = term?.ordinalMark !== undefined || /^\d{1,2}$/u.test(term?.text ?? '');
  const isOfDate = beside?.kind === 'number' || beside?.kind === 'date' || saysTime(beside) || hasRole(beside, 'last');
  return isNumber && isOfDate && (isBoundary(sentence, position + 1) || isJoin(sentence.terms[position + 1]));
}

function saysTime(term: Term | undefined): boolean {
  return term?.kind === 'clock' || term?.meaning.meridiem !== undefined || term?.meaning.amount !== undefined;
}

function readEnd(sentence: Sentence, position: number): number {
  return readTimed(sentence, position)?.end ?? readMoment(sentence, position)?.end ?? position + 1;
}
