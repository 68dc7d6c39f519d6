import { type Holiday, isListed, type Meaning } from '../../words/lexicon.ts';
import type { DayPhrase, Which } from '../../words/moment.ts';
import type { TimeUnit } from '../../../languages/vocabulary.ts';
import { readCalendarDay, readDayNumberAfterMonth } from './read-calendar-day.ts';
import { readAnchored } from './read-anchored.ts';
import { readShift } from './read-duration.ts';
import { readNth } from './read-nth.ts';
import { hasRole, type Reading, type Sentence, SURENESS, skipRole } from '../reading.ts';

/** Reads a day: "tomorrow", "next friday", "end of march", "in 3 days", "dec 24", "the 1st". */
export function readDay(sentence: Sentence, position: number): Reading | undefined {
  return (
    readAnchored(sentence, position, readDay) ??
    readNth(sentence, position) ??
    readShift(sentence, position, readDay) ??
    readEdge(sentence, position) ??
    readChosen(sentence, position) ??
    readCalendarDay(sentence, position) ??
    readNamed(sentence, position)
  );
}

/** "end of month", "end of next week", "fin du mois prochain", "来月末". */
function readEdge(sentence: Sentence, position: number): Reading | undefined {
  const { terms } = sentence;
  const whole = terms[position]?.meaning.edge;
  if (whole !== undefined) {
    const which = chosenBy(terms[position + 1]?.meaning, true);
    const day = { kind: 'period' as const, unit: whole.unit, which: which ?? 'this', edge: whole.edge };
    return { day, end: position + (which === undefined ? 1 : 2), sureness: SURENESS.always };
  }
  const period = readPeriod(sentence, position);
  if (period !== undefined && hasRole(terms[period.end], 'end') && terms[period.end]?.hasGap === false) {
    return { day: { kind: 'period', ...period.value, edge: 'end' }, end: period.end + 1, sureness: SURENESS.always };
  }
  const which = chosenBy(terms[position]?.meaning, true);
  const late = which === undefined ? undefined : terms[position + 1]?.meaning.edge;
  // "下个月底": next, then "month end".
  if (which !== undefined && late !== undefined) {
    return { day: { kind: 'period', ...late, which }, end: position + 2, sureness: SURENESS.always };
  }
  const edge = hasRole(terms[position], 'end') ? 'end' : hasRole(terms[position], 'start') ? 'start' : undefined;
  return edge === undefined ? undefined : readEdgeOf(sentence, position + 1, edge);
}

function readEdgeOf(sentence: Sentence, position: number, edge: 'start' | 'end'): Reading | undefined {
  const { terms } = sentence;
  const at = skipRole(sentence, skipRole(sentence, position, 'of'), 'article');
  const period = readPeriod(sentence, at);
  if (period !== undefined)
    return { day: { kind: 'period', ...period.value, edge }, end: period.end, sureness: SURENESS.always };
  const { unit, month } = terms[at]?.meaning ?? {};
  if (month !== undefined) return { day: { kind: 'month', month, edge }, end: at + 1, sureness: SURENESS.always };
  if (unit === undefined || ['second', 'minute', 'hour'].includes(unit)) return undefined;
  return { day: { kind: 'period', unit, which: 'this', edge }, end: at + 1, sureness: SURENESS.always };
}

/** "next friday", "vendredi prochain", "next week", "friday next week", "this weekend", "下周五". */
function readChosen(sentence: Sentence, position: number): Reading | undefined {
  const { terms } = sentence;
  const period = readPeriod(sentence, position);
  if (period !== undefined) {
    const at = skipRole(sentence, period.end, 'of', 'on');
    const weekday = period.value.unit === 'week' ? terms[at]?.meaning.weekday : undefined;
    if (weekday !== undefined) return chosenWeekday(weekday, period.value.which, at + 1);
    const date = period.value.unit === 'month' ? readDayNumberAfterMonth(sentence, at) : undefined;
    if (date !== undefined) {
      const { which } = period.value;
      return { day: { kind: 'day-of-month', day: date.day, which }, end: date.end, sureness: SURENESS.always };
    }
    return { day: { kind: 'period', ...period.value }, end: period.end, sureness: SURENESS.always };
  }
  const before = chosenBy(terms[position]?.meaning, false);
  const named = before === undefined ? terms[position]?.meaning : terms[position + 1]?.meaning;
  const end = before === undefined ? position + 1 : position + 2;
  if (named?.weekday !== undefined) {
    if (before !== undefined) return chosenWeekday(named.weekday, before, end);
    const after = readPeriod(sentence, skipRole(sentence, skipRole(sentence, end, 'of'), 'article'));
    if (after?.value.unit === 'week') return chosenWeekday(named.weekday, after.value.which, after.end);
    const postfix = chosenBy(terms[end]?.meaning, false);
    if (postfix !== undefined && !isMoreThanPostfix(sentence, end))
      return chosenWeekday(named.weekday, postfix, end + 1);
  }
  if (named?.isWeekend !== true) return undefined;
  const which = before ?? chosenBy(terms[end]?.meaning, true);
  const sureness = which === undefined ? SURENESS.atEdge : SURENESS.always;
  const day = { kind: 'weekend' as const, which: which ?? 'first' };
  return { day, end: before === undefined && which !== undefined ? end + 1 : end, sureness };
}

/** A "next" after a weekday belongs to what follows in "friday this morning". */
function isMoreThanPostfix(sentence: Sentence, position: number): boolean {
  const next = sentence.terms[position + 1]?.meaning;
  return next?.unit !== undefined || next?.part !== undefined || next?.weekday !== undefined;
}

function chosenWeekday(weekday: number, which: Which, end: number): Reading {
  return { day: { kind: 'weekday', weekday, which }, end, sureness: SURENESS.always };
}

/** "next month", "la semaine prochaine", "来週". */
function readPeriod(
  sentence: Sentence,
  position: number,
): { value: { unit: TimeUnit; which: Which }; end: number } | undefined {
  const { terms } = sentence;
  const { period, unit: first } = terms[position]?.meaning ?? {};
  if (period !== undefined) return { value: period, end: position + 1 };
  const before = chosenBy(terms[position]?.meaning, true);
  const isBefore = before !== undefined;
  const unit = isBefore ? terms[position + 1]?.meaning.unit : first;
  const which = before ?? chosenBy(terms[position + 1]?.meaning, true);
  if (which === undefined || unit === undefined || ['second', 'minute', 'hour', 'day'].includes(unit)) return undefined;
  return { value: { unit, which }, end: position + 2 };
}

/** Which one a word such as "next" chooses; "coming" means the first weekday, but the next week. */
function chosenBy(meaning: Meaning | undefined, isPeriod: boolean): Which | undefined {
  const roles = meaning?.roles;
  if (roles === undefined) return undefined;
  if (roles.has('next')) return 'next';
  if (roles.has('coming')) return isPeriod ? 'next' : 'first';
  if (roles.has('this')) return 'this';
  return roles.has('last') || (isPeriod && roles.has('final')) ? 'last' : undefined;
}

/** "tomorrow", "tonight", "friday", "in march", "来週". */
function readNamed(sentence: Sentence, position: number): Reading | undefined {
  const term = sentence.terms[position];
  if (term === undefined) return undefined;
  const { offset, part, weekday, month, holiday, isDoubtful, isAbbreviation } = term.meaning;
  const end = position + 1;
  if (holiday !== undefined) {
    const isSaid = sentence.vocabulary.isPostpositional === true && hasRole(sentence.terms[end], 'on', 'at');
    return { day: holidayOf(holiday), end, sureness: isSaid ? SURENESS.always : SURENESS.atEdge };
  }
  if (offset !== undefined) {
    if (isEndOfTitle(sentence, position)) return undefined;
    const day: DayPhrase = { kind: 'offset', days: offset };
    const sureness = isDoubtful === true ? SURENESS.atEdge : SURENESS.always;
    return part === undefined ? { day, end, sureness } : { day, part, end, sureness };
  }
  if (weekday !== undefined) {
    const isWeak = isAbbreviation === true || isDoubtful === true;
    const sureness = isWeak ? weakWeekday(sentence) : SURENESS.always;
    return { day: { kind: 'weekday', weekday, which: 'first' }, end, sureness };
  }
  if (month === undefined) return undefined;
  return { day: { kind: 'month', month }, end, sureness: SURENESS.afterPreposition };
}

function holidayOf({ month, day, weekday }: Holiday): DayPhrase {
  if (weekday === undefined) return { kind: 'calendar', month, day };
  return { kind: 'nth', place: day, weekdays: [weekday], of: { kind: 'month', month } };
}

/** "Edge of Tomorrow", "Herrn März": the day belongs to the words before it. */
export function isEndOfTitle({ terms, vocabulary, isPhrase }: Sentence, position: number): boolean {
  const before = terms[position - 1]?.text ?? '';
  return !isPhrase && (isListed(vocabulary.beforeTitleDay, before) || isListed(vocabulary.addresses, before));
}

function weakWeekday({ vocabulary }: Sentence): number {
  return vocabulary.language === 'en' ? SURENESS.atEdge : SURENESS.afterPreposition;
}
