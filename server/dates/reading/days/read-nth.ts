import type { DayPhrase } from '../../words/moment.ts';
import { hasRole, readAmount, type Reading, type Sentence, SURENESS, skipRole } from '../reading.ts';

/** All weekdays, from Monday. */
const ALL = [1, 2, 3, 4, 5, 6, 7];

/** Places and weekdays read at a position: "1st and 3rd monday", "last day", "first working day". */
export interface Places {
  /** Counted from the end when negative. */
  readonly places: readonly number[];
  readonly weekdays: readonly number[];
  readonly end: number;
}

/** Reads one day of a month or a year by its weekday: "last friday of december", "the first monday of next month". */
export function readNth(sentence: Sentence, position: number): Reading | undefined {
  const first = readFirstMonth(sentence, position);
  const read = readPlaces(sentence, first?.end ?? skipRole(sentence, position, 'dom', 'on'));
  const [place, second] = read?.places ?? [];
  if (read === undefined || place === undefined || second !== undefined) return undefined;
  const of = first === undefined ? readOf(sentence, read.end) : { day: first.day, end: read.end };
  if (of === undefined) return undefined;
  return { day: { kind: 'nth', place, weekdays: read.weekdays, of: of.day }, end: of.end, sureness: SURENESS.always };
}

/** Reads "1st and 3rd monday", "last working day", "2nd, 4th and last friday" at a position. */
export function readPlaces(sentence: Sentence, position: number): Places | undefined {
  const { terms } = sentence;
  const places: number[] = [];
  let at = skipRole(sentence, position, 'article');
  for (;;) {
    const place = readPlace(sentence, at);
    if (place === undefined) break;
    places.push(place);
    const comma = terms[at + 1]?.kind === 'comma' ? at + 2 : at + 1;
    const next = skipRole(sentence, skipRole(sentence, comma, 'and'), 'article');
    if (next === at + 1 && readPlace(sentence, next) !== undefined) return undefined;
    at = next;
  }
  const weekdays = places.length === 0 ? undefined : readKind(sentence, at);
  return weekdays && { places, weekdays, end: at + 1 };
}

function readPlace({ terms, vocabulary }: Sentence, position: number): number | undefined {
  const term = terms[position];
  if (hasRole(term, 'last', 'final')) return -1;
  const isMarked = term?.ordinalMark === 'suffix' || (term?.ordinalMark === 'dot' && vocabulary.hasOrdinalDot === true);
  const place = term?.meaning.ordinal ?? (isMarked ? term.number : undefined);
  return place !== undefined && place >= 1 && place <= 5 ? place : undefined;
}

function readKind({ terms }: Sentence, position: number): readonly number[] | undefined {
  const { weekday, isWorkdays, unit } = terms[position]?.meaning ?? {};
  if (weekday !== undefined) return [weekday];
  if (isWorkdays === true) return ALL.slice(0, 5);
  return unit === 'day' ? ALL : undefined;
}

/** "12月第一个周六", "Aralık ayının ilk cumartesisi": the month stands before. */
function readFirstMonth(sentence: Sentence, position: number): { day: DayPhrase; end: number } | undefined {
  const { terms } = sentence;
  const number = hasRole(terms[position + 1], 'month-mark') ? readAmount(terms[position]) : undefined;
  const month = terms[position]?.meaning.month ?? number;
  if (month === undefined || month > 12) return undefined;
  const at = position + (number === undefined ? 1 : 2);
  const unit = terms[at]?.meaning.unit === 'month' ? at + 1 : at;
  return { day: { kind: 'month', month }, end: skipRole(sentence, unit, 'of') };
}

/** "of december 2027", "of the month", "of next year", "du mois prochain". */
function readOf(sentence: Sentence, position: number): { day: DayPhrase; end: number } | undefined {
  const { terms } = sentence;
  const at = skipRole(sentence, skipRole(sentence, position, 'of', 'in'), 'article');
  // "субботу декабря": the case of the month says "of".
  if (at === position && sentence.vocabulary.roles.of !== undefined) return undefined;
  const { month, unit } = terms[at]?.meaning ?? {};
  if (month !== undefined) {
    const year = terms[at + 1]?.kind === 'number' ? (terms[at + 1]?.number ?? 0) : 0;
    const hasYear = year >= 1900 && year <= 2200;
    return { day: { kind: 'month', month, year: hasYear ? year : undefined }, end: hasYear ? at + 2 : at + 1 };
  }
  const which = hasRole(terms[at], 'next', 'coming') ? 'next' : hasRole(terms[at], 'this') ? 'this' : undefined;
  const named = which === undefined ? unit : terms[at + 1]?.meaning.unit;
  if (named !== 'month' && named !== 'year') return undefined;
  if (which !== undefined) return { day: { kind: 'period', unit: named, which }, end: at + 2 };
  const isNext = hasRole(terms[at + 1], 'next', 'coming');
  return { day: { kind: 'period', unit: named, which: isNext ? 'next' : 'first' }, end: at + (isNext ? 2 : 1) };
}
