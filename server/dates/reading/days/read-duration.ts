import type { Term } from '../read-terms.ts';
import type { DayPhrase, Duration } from '../../words/moment.ts';
import { hasRole, readAmount, type Reading, type Sentence, SURENESS, skipRole } from '../reading.ts';

/**
 * Reads a length of time placed before or after now or a day: "in 2 hours", "3 days ago", "a week from friday", "2小时后".
 * @param readAnchor reads the day after "from"
 */
export function readShift(
  sentence: Sentence,
  position: number,
  readAnchor: (sentence: Sentence, position: number) => Reading | undefined,
): Reading | undefined {
  const { terms, vocabulary } = sentence;
  const isAhead = hasRole(terms[position], 'in');
  const isPast = !isAhead && hasRole(terms[position], 'ago-prefix');
  let start = isAhead || isPast ? position + 1 : position;
  if (isAhead) start = skipRole(sentence, skipRole(sentence, start, 'article'), 'next');
  const run = readDurations(
    sentence,
    isAhead ? chooseStart(sentence, position + 1, start) : start,
    (isAhead || isPast) && vocabulary.impliesOne === true,
  );
  if (run === undefined) return undefined;
  const after = terms[run.end];
  if (isAhead) {
    const end = skipRole(sentence, run.end, 'hence');
    return shift(run.durations, 1, end);
  }
  if (isPast || hasRole(after, 'ago')) {
    return shift(run.durations, -1, isPast ? run.end : run.end + 1);
  }
  if (hasRole(after, 'from')) {
    const anchor = readAnchor(sentence, skipRole(sentence, run.end + 1, 'article'));
    if (anchor?.day !== undefined)
      return {
        ...shift(run.durations, 1, anchor.end, anchor.day),
        ...(anchor.part !== undefined && { part: anchor.part }),
      };
  }
  return hasRole(after, 'hence') ? shift(run.durations, 1, run.end + 1) : undefined;
}

/** Reads "2 hours", "1h30", "an hour and 10 minutes", "half an hour". */
export function readDurations(
  sentence: Sentence,
  position: number,
  impliesOne: boolean,
): { durations: Duration[]; end: number } | undefined {
  const durations: Duration[] = [];
  let end = position;
  for (let at = position; durations.length < 4; at = skipAnd(sentence, end)) {
    const read = readDuration(sentence, at, impliesOne && durations.length === 0);
    if (read === undefined) break;
    durations.push(...read.durations);
    end = read.end;
  }
  return durations.length === 0 ? undefined : { durations, end };
}

function readDuration(
  { terms }: Sentence,
  position: number,
  impliesOne: boolean,
): { durations: Duration[]; end: number } | undefined {
  const term = terms[position];
  if (term === undefined) return undefined;
  if (term.meaning.span !== undefined) return { durations: [term.meaning.span], end: position + 1 };
  if (term.isHours === true && term.clock !== undefined) {
    const { hour, minute } = term.clock;
    const minutes = minute === 0 ? [] : [{ unit: 'minute' as const, amount: minute }];
    return { durations: [{ unit: 'hour', amount: hour }, ...minutes], end: position + 1 };
  }
  const [unitAt, amount] = readCount(terms, position);
  const unit = terms[unitAt]?.meaning.unit;
  if (unit === undefined) return undefined;
  if (amount === undefined && !impliesOne) return undefined;
  return { durations: [{ unit, amount: amount ?? 1 }], end: unitAt + 1 };
}

function readCount(terms: Sentence['terms'], position: number): [unitAt: number, amount: number | undefined] {
  const term = terms[position];
  const amount = readAmount(term) ?? readFraction(term);
  if (amount !== undefined && term?.ordinalMark === undefined) return [position + 1, amount];
  if (hasRole(term, 'half')) return [hasRole(terms[position + 1], 'one') ? position + 2 : position + 1, 0.5];
  if (hasRole(term, 'one')) return [position + 1, 1];
  return [position, undefined];
}

/** "1.5", which alone would be the first of May. */
function readFraction(term: Term | undefined): number | undefined {
  return term?.kind === 'date' && /^\d{1,3}\.\d{1,2}$/u.test(term.text) ? Number(term.text) : undefined;
}

/** "in the next 2 hours" skips two words, "in a week" must not skip "a". */
function chooseStart(sentence: Sentence, first: number, skipped: number): number {
  return readDurations(sentence, first, false) === undefined ? skipped : first;
}

function skipAnd(sentence: Sentence, position: number): number {
  const comma = sentence.terms[position]?.kind === 'comma' ? position + 1 : position;
  return skipRole(sentence, comma, 'and');
}

function shift(durations: readonly Duration[], sign: 1 | -1, end: number, from?: DayPhrase): Reading {
  const signed = durations.map(({ unit, amount }) => ({ unit, amount: amount * sign }));
  return { day: { kind: 'shift', durations: signed, from }, end, sureness: SURENESS.always };
}
