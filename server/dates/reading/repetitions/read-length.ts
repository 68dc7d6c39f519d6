import type { Duration } from '../../words/moment.ts';
import { readDurations } from '../days/read-duration.ts';
import { hasRole, readAmount, type Sentence, skipRole } from '../reading.ts';
import type { RecurrenceReading } from './read-recurrence.ts';
import type { RecurrenceRule } from '../../recurrence/recurrence-rule.ts';

/** Reads how long a repetition goes on: "for 5 days", "for 3 weeks", "5 times". */
export function readLength(sentence: Sentence, reading: RecurrenceReading): RecurrenceReading | undefined {
  if (reading.lasting !== undefined || reading.rule.count !== undefined || reading.until !== undefined)
    return undefined;
  const { terms } = sentence;
  const comma = terms[reading.end]?.kind === 'comma' ? reading.end + 1 : reading.end;
  const at = skipRole(sentence, skipRole(sentence, comma, 'for'), 'article', 'next');
  const crossed = /^x(\d{1,3})$/u.exec(terms[at]?.text ?? '')?.[1];
  if (crossed !== undefined && Number(crossed) > 0)
    return { ...reading, rule: { ...reading.rule, count: Number(crossed) }, end: at + 1 };
  const times = readAmount(terms[at]);
  if (times !== undefined && Number.isInteger(times) && times > 0 && times < 1_000 && hasRole(terms[at + 1], 'times'))
    return { ...reading, rule: { ...reading.rule, count: times }, end: at + 2 };
  // "каждый день в течение недели": the case says one.
  const impliesOne = sentence.vocabulary.impliesOne === true && at > comma;
  const run = readDurations(sentence, at, impliesOne);
  if (run === undefined || !run.durations.every(isDays)) return undefined;
  const end = skipRole(sentence, run.end, 'for');
  if (at === comma && end === run.end && !isBareLength(sentence, reading, run)) return undefined;
  const count = countIn(reading.rule, run.durations);
  const rest = count === undefined ? { lasting: run.durations } : { rule: { ...reading.rule, count } };
  return { ...reading, ...rest, end };
}

/** "по вторникам 6 недель", "毎日10日間": without a word for it, where a length in smaller units would count something else. */
function isBareLength(
  { terms, vocabulary }: Sentence,
  { rule }: RecurrenceReading,
  { durations, end }: { durations: readonly Duration[]; end: number },
): boolean {
  if (/[日週月]間$/u.test(terms[end - 1]?.text ?? '')) return true;
  if (vocabulary.language === 'en' || vocabulary.isPostpositional === true) return false;
  return durations.every(({ unit }) => LENGTHS.indexOf(unit) >= LENGTHS.indexOf(UNITS[rule.frequency]));
}

const LENGTHS: readonly Duration['unit'][] = ['day', 'week', 'month', 'year'];

function isDays({ unit, amount }: Duration): boolean {
  return (unit === 'day' || unit === 'week' || unit === 'month' || unit === 'year') && Number.isInteger(amount);
}

const UNITS: Readonly<Record<RecurrenceRule['frequency'], Duration['unit']>> = {
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
};

/** How often a rule that happens once in each of its units does in that time; undefined for any other. */
function countIn(rule: RecurrenceRule, durations: readonly Duration[]): number | undefined {
  const [only, second] = durations;
  const isOnce =
    rule.interval === 1 && rule.byDay.length < 2 && rule.byMonthDay.length < 2 && rule.byMonth.length === 0;
  if (only === undefined || second !== undefined || !isOnce || rule.bySetPos.length > 0) return undefined;
  if (rule.frequency === 'DAILY' && only.unit === 'week') return only.amount * 7;
  return only.unit === UNITS[rule.frequency] ? only.amount : undefined;
}
