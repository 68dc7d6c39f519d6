import type { DayPhrase, Duration } from '../../words/moment.ts';
import type { DayPart } from '../../../languages/vocabulary.ts';
import { readCalendarDay } from './read-calendar-day.ts';
import { readDurations } from './read-duration.ts';
import { hasRole, isBoundary, readAmount, type Reading, type Sentence, SURENESS, skipRole } from '../reading.ts';

type ReadDay = (sentence: Sentence, position: number) => Reading | undefined;

/**
 * Reads a day counted from another: "a week on friday", "2 days before friday", "the friday after next", "two fridays from
 * now", "in 2 business days", "in three weeks on tuesday", "friday week".
 */
export function readAnchored(sentence: Sentence, position: number, readDay: ReadDay): Reading | undefined {
  return (
    readWorkdays(sentence, position, readDay) ??
    readSeveral(sentence, position) ??
    readAfterNext(sentence, position) ??
    readWeekday(sentence, position) ??
    readWeekLater(sentence, position) ??
    readBeside(sentence, position, readDay) ??
    readBehind(sentence, position)
  );
}

/** "in 2 business days", "3 working days from now", "2 business days before christmas". */
function readWorkdays(sentence: Sentence, position: number, readDay: ReadDay): Reading | undefined {
  const { terms } = sentence;
  const isAhead = hasRole(terms[position], 'in');
  const at = isAhead ? position + 1 : position;
  const count = readAmount(terms[at]) ?? (hasRole(terms[at], 'one') ? 1 : undefined);
  if (count === undefined || !Number.isInteger(count) || count < 1 || terms[at + 1]?.meaning.isWorkdays !== true)
    return undefined;
  const link = terms[at + 2];
  const sign = hasRole(link, 'before') ? -1 : hasRole(link, 'after', 'from') ? 1 : undefined;
  const anchor = sign === undefined ? undefined : readDay(sentence, skipRole(sentence, at + 3, 'article'));
  if (sign !== undefined && anchor?.day !== undefined) {
    const day = { kind: 'workdays' as const, count: sign * count, from: anchor.day };
    return { day, end: anchor.end, sureness: SURENESS.always };
  }
  const isHence = hasRole(link, 'hence');
  if (!isAhead && !isHence) return undefined;
  return { day: { kind: 'workdays', count }, end: at + (isHence ? 3 : 2), sureness: SURENESS.always };
}

/** "two fridays from now". */
function readSeveral({ terms }: Sentence, position: number): Reading | undefined {
  const count = readAmount(terms[position]);
  const weekday = terms[position + 1]?.meaning.weekday;
  if (count === undefined || !Number.isInteger(count) || count < 1 || weekday === undefined) return undefined;
  if (!hasRole(terms[position + 2], 'hence')) return undefined;
  return later({ kind: 'weekday', weekday, which: 'first' }, weeks(count - 1), position + 3);
}

/** "the friday after next", "the week after next": one later than the next. */
function readAfterNext({ terms }: Sentence, position: number): Reading | undefined {
  const { weekday, unit, isWeekend } = terms[position]?.meaning ?? {};
  if (!hasRole(terms[position + 1], 'after') || !hasRole(terms[position + 2], 'next')) return undefined;
  const end = position + 3;
  const next = terms[end]?.meaning;
  // "friday after next week" is the one after that week.
  if (next?.unit !== undefined || next?.weekday !== undefined) return undefined;
  if (weekday !== undefined) return later({ kind: 'weekday', weekday, which: 'next' }, weeks(1), end);
  if (isWeekend === true) return later({ kind: 'weekend', which: 'next' }, weeks(1), end);
  if (unit !== 'week' && unit !== 'month' && unit !== 'year') return undefined;
  return later({ kind: 'period', unit, which: 'next' }, [{ unit, amount: 1 }], end);
}

/** "in three weeks on tuesday": that day of the week that is meant. */
function readWeekday(sentence: Sentence, position: number): Reading | undefined {
  const { terms } = sentence;
  if (!hasRole(terms[position], 'in')) return undefined;
  const run = readDurations(sentence, position + 1, false);
  if (run === undefined || !run.durations.every(({ unit }) => unit === 'week')) return undefined;
  const at = skipRole(sentence, run.end, 'on');
  const weekday = terms[at]?.meaning.weekday;
  if (weekday === undefined) return undefined;
  const week: DayPhrase = { kind: 'shift', durations: run.durations };
  return { day: { kind: 'weekday-of', weekday, week }, end: at + 1, sureness: SURENESS.always };
}

/** "friday week", "tomorrow week", "tuesday fortnight": so much later than that day. */
function readWeekLater(sentence: Sentence, position: number): Reading | undefined {
  const { terms, vocabulary } = sentence;
  const { weekday, offset, part } = terms[position]?.meaning ?? {};
  const next = terms[position + 1];
  const amount = next?.text === 'week' ? 1 : next?.meaning.span?.unit === 'week' ? next.meaning.span.amount : undefined;
  if (vocabulary.language !== 'en' || amount === undefined || !isBoundary(sentence, position + 2)) return undefined;
  if (weekday !== undefined) return later({ kind: 'weekday', weekday, which: 'first' }, weeks(amount), position + 2);
  return offset === undefined || offset < 0 || part !== undefined
    ? undefined
    : later({ kind: 'offset', days: offset }, weeks(amount), position + 2);
}

/** "a week on friday", "2 days before friday", "the day after christmas", "3 weeks after dec 1". */
function readBeside(sentence: Sentence, position: number, readDay: ReadDay): Reading | undefined {
  const { terms } = sentence;
  const [one, part] = readOneOf(sentence, position);
  // "за два дня до четверга" begins with a little word.
  const from = sentence.vocabulary.language === 'en' ? position : skipRole(sentence, position, 'in', 'for');
  const run = one ?? readDurations(sentence, from, false);
  if (run === undefined || !run.durations.every(isDays)) return undefined;
  const sign = signOf(sentence, run);
  if (sign === undefined || (sign > 0 && from > position)) return undefined;
  // "a week tomorrow" has no word between.
  const isBare = terms[run.end]?.meaning.offset !== undefined;
  const anchor = readDay(sentence, isBare ? run.end : skipRole(sentence, run.end + 1, 'article'));
  if (anchor?.day === undefined) return undefined;
  const { end, sureness, day, ...rest } = anchor;
  const durations = run.durations.map(({ unit, amount }) => ({ unit, amount: amount * sign }));
  return {
    ...rest,
    ...(part && { part }),
    ...later(day, durations, end),
    sureness: Math.max(sureness, SURENESS.always),
  };
}

/** "the day before", "the week after", "the night before": one, and the part of that day. */
function readOneOf(
  sentence: Sentence,
  position: number,
): [run?: { durations: Duration[]; end: number }, part?: DayPart] {
  const at = skipRole(sentence, position, 'article');
  const { unit, part, isDoubtful } = sentence.terms[at]?.meaning ?? {};
  if (!hasRole(sentence.terms[at + 1], 'before', 'after')) return [];
  if (part !== undefined) return [{ durations: [{ unit: 'day', amount: 1 }], end: at + 1 }, part];
  const isOne = unit !== undefined && at > position && isDoubtful !== true;
  return isOne ? [{ durations: [{ unit, amount: 1 }], end: at + 1 }] : [];
}

function signOf({ terms }: Sentence, { durations, end }: { durations: readonly Duration[]; end: number }) {
  const link = terms[end];
  const isWeeks = durations.every(({ unit }) => unit === 'week');
  if (isWeeks && (hasRole(link, 'on') || link?.meaning.offset !== undefined)) return 1;
  if (hasRole(link, 'before')) return -1;
  return hasRole(link, 'after', 'from') ? 1 : undefined;
}

/** "木曜の2日前", "Perşembeden iki gün önce", "周四前两天", "قبل الخميس بيومين": the day stands before how far it is. */
function readBehind(sentence: Sentence, position: number): Reading | undefined {
  const { terms, vocabulary } = sentence;
  const isBehind = vocabulary.isPostpositional === true;
  const lead = isBehind ? undefined : directionOf(terms[position]);
  if (!isBehind && lead === undefined) return undefined;
  const at = lead === undefined ? position : position + 1;
  const weekday = terms[at]?.meaning.weekday;
  const anchor =
    weekday === undefined
      ? readCalendarDay(sentence, at)
      : { day: { kind: 'weekday' as const, weekday, which: 'first' as const }, end: at + 1 };
  if (anchor?.day === undefined) return undefined;
  const inner = isBehind ? directionOf(terms[anchor.end]) : undefined;
  const from = skipRole(sentence, inner === undefined ? anchor.end : anchor.end + 1, 'of', 'range-to', 'for');
  const run = readDurations(sentence, from, false);
  if (run === undefined || !run.durations.every(isDays) || (!isBehind && from === anchor.end)) return undefined;
  const outer = isBehind && inner === undefined ? directionOf(terms[run.end]) : undefined;
  const sign = lead ?? inner ?? outer;
  if (sign === undefined) return undefined;
  const durations = run.durations.map(({ unit, amount }) => ({ unit, amount: amount * sign }));
  return later(anchor.day, durations, outer === undefined ? run.end : run.end + 1);
}

function directionOf(term: Sentence['terms'][number] | undefined): 1 | -1 | undefined {
  if (hasRole(term, 'before', 'ago')) return -1;
  return hasRole(term, 'after', 'hence') ? 1 : undefined;
}

function isDays({ unit }: Duration): boolean {
  return unit === 'day' || unit === 'week' || unit === 'month' || unit === 'year';
}

function weeks(amount: number): Duration[] {
  return [{ unit: 'week', amount }];
}

function later(from: DayPhrase, durations: readonly Duration[], end: number): Reading & { day: DayPhrase } {
  return { day: { kind: 'shift', durations, from }, end, sureness: SURENESS.always };
}
