import { isListed, listPhrases } from '../../words/lexicon.ts';
import type { Term } from '../read-terms.ts';
import { hasRole, type Sentence, skipRole } from '../reading.ts';

/** Weekdays from Monday = 1, each once and in order, and where reading goes on. */
export interface WeekdaySet {
  readonly days: readonly number[];
  /** How many were named; a range, a weekend or "weekdays" counts for all its days. */
  readonly named: number;
  /** "monday to friday" is among them. */
  readonly isRange: boolean;
  readonly end: number;
}

const [WORKDAYS, WEEKEND] = [
  [1, 2, 3, 4, 5],
  [6, 7],
];

/** Reads "monday", "mon, wed and fri", "monday to friday", "weekdays and sunday" at a position. */
export function readWeekdaySet(sentence: Sentence, position: number): WeekdaySet | undefined {
  const days = new Set<number>();
  let [end, named, isRange] = [position, 0, false];
  for (let at = position; named < 14; at = skipBetween(sentence, end)) {
    const range = readRange(sentence, at);
    const read = range ?? readGroup(sentence, at) ?? readOne(sentence, at) ?? readShort(sentence, at);
    if (read === undefined) break;
    for (const day of read.days) days.add(day);
    [end, named, isRange] = [read.end, named + read.days.length, isRange || range !== undefined];
  }
  if (named === 0) return undefined;
  return { days: [...days].toSorted((one, other) => one - other), named, isRange, end };
}

interface Days {
  readonly days: readonly number[];
  readonly end: number;
}

/** "monday to friday", "fri-sun", also across the end of the week. */
function readRange(sentence: Sentence, position: number): Days | undefined {
  const { terms } = sentence;
  const first = terms[position]?.meaning.weekday;
  const link = terms[position + 1];
  const isLink = hasRole(link, 'range-to') || (link?.kind === 'mark' && /^[-–—]$/u.test(link.text));
  const last = isLink ? terms[position + 2]?.meaning.weekday : undefined;
  if (first === undefined || last === undefined || first === last) return undefined;
  const length = ((last - first + 7) % 7) + 1;
  return { days: Array.from({ length }, (_, index) => ((first - 1 + index) % 7) + 1), end: position + 3 };
}

function readGroup({ terms }: Sentence, position: number): Days | undefined {
  const { isWorkdays, isWeekend } = terms[position]?.meaning ?? {};
  const days = isWorkdays === true ? WORKDAYS : isWeekend === true ? WEEKEND : undefined;
  return days && { days, end: position + 1 };
}

function readOne({ terms }: Sentence, position: number): Days | undefined {
  const weekday = terms[position]?.meaning.weekday;
  return weekday === undefined ? undefined : { days: [weekday], end: position + 1 };
}

/** "周一三五", "毎週月水金": behind a weekday, or a week, each sign is one more. */
function readShort({ terms, vocabulary }: Sentence, position: number): Days | undefined {
  if (vocabulary.shortWeekdays === undefined) return undefined;
  const before = terms[position - 1];
  const isAfter = isShort(vocabulary, before) || hasRole(before, 'and') || before?.meaning.unit === 'week';
  const day = listPhrases(vocabulary.shortWeekdays).indexOf(terms[position]?.text ?? '');
  const isHour = hasRole(terms[position + 1], 'oclock', 'day-mark', 'month-mark');
  if (day < 0 || isHour || !(isAfter || before?.meaning.weekday !== undefined)) return undefined;
  return { days: [day + 1], end: position + 1 };
}

function isShort({ shortWeekdays }: Sentence['vocabulary'], term: Term | undefined): boolean {
  return term !== undefined && isListed(shortWeekdays, term.text);
}

/** Between two days of a list: a comma, "/", "and", "every", "on the". */
function skipBetween(sentence: Sentence, end: number): number {
  const { terms } = sentence;
  let at = end;
  while (
    at - end < 3 &&
    (terms[at]?.kind === 'comma' || terms[at]?.text === '/' || hasRole(terms[at], 'and', 'every', 'article', 'on'))
  )
    at += 1;
  return skipRole(sentence, at, 'article');
}
