import { hasRole, type Sentence, skipRole } from '../reading.ts';
import type { RecurrenceReading } from './read-recurrence.ts';
import { readWeekdaySet } from './read-weekdays.ts';
import { WEEKDAY_CODES, weekdayCodes } from '../../recurrence/recurrence-rule.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const YEAR = Array.from({ length: 12 }, (_, month) => month + 1);

/** Reads what a repetition leaves out: "every day but sunday", "every weekday except on friday", "monthly except july". */
export function readExcept(sentence: Sentence, reading: RecurrenceReading): RecurrenceReading | undefined {
  const { terms } = sentence;
  const comma = terms[reading.end]?.kind === 'comma' ? reading.end + 1 : reading.end;
  const lead = skipRole(sentence, skipRole(sentence, comma, 'except'), 'not');
  const isLed = hasRole(terms[comma], 'except');
  const at = skipRole(sentence, skipRole(sentence, isLed ? lead : comma, 'on', 'in'), 'article', 'every');
  const set = readWeekdaySet(sentence, at);
  const listed = set ?? readMonths(sentence, at);
  // "har din sunday ko chhodkar": the word stands behind.
  const isBehind = !isLed && listed !== undefined && hasRole(terms[listed.end], 'except');
  if (listed === undefined || (!isLed && !isBehind)) return undefined;
  const rule = set === undefined ? leaveMonths(reading, listed.days) : leaveDays(reading, set.days);
  return rule && { ...reading, rule, end: isBehind ? listed.end + 1 : listed.end };
}

/** Reads the months a repetition keeps to: "every friday in december". */
export function readWithin(sentence: Sentence, reading: RecurrenceReading): RecurrenceReading | undefined {
  const { rule, end } = reading;
  if (rule.byMonth.length > 0 || rule.interval !== 1 || rule.frequency === 'YEARLY') return undefined;
  const months = hasRole(sentence.terms[end], 'in') ? readMonths(sentence, end + 1) : undefined;
  return (
    months && {
      ...reading,
      rule: { ...rule, byMonth: months.days.toSorted((one, other) => one - other) },
      end: months.end,
    }
  );
}

function leaveDays({ rule }: RecurrenceReading, days: readonly number[]): RecurrenceReading['rule'] | undefined {
  const isDaily = rule.frequency === 'DAILY' && rule.interval === 1;
  const named = rule.byDay.map((code) => WEEKDAY_CODES.indexOf(code) + 1);
  if (!isDaily && (rule.frequency !== 'WEEKLY' || named.length === 0)) return undefined;
  const left = (isDaily && named.length === 0 ? WEEK : named).filter((day) => !days.includes(day));
  return left.length === 0 ? undefined : { ...rule, frequency: 'WEEKLY', byDay: weekdayCodes(left) };
}

function leaveMonths({ rule }: RecurrenceReading, months: readonly number[]): RecurrenceReading['rule'] | undefined {
  if (rule.interval !== 1 || rule.frequency === 'YEARLY') return undefined;
  const left = (rule.byMonth.length === 0 ? YEAR : rule.byMonth).filter((month) => !months.includes(month));
  return left.length === 0 ? undefined : { ...rule, byMonth: left };
}

function readMonths(sentence: Sentence, position: number): { days: number[]; end: number } | undefined {
  const { terms } = sentence;
  const days: number[] = [];
  let end = position;
  for (let at = position; days.length < 12;) {
    const month = terms[at]?.meaning.month;
    if (month === undefined) break;
    days.push(month);
    end = at + 1;
    at = skipRole(sentence, terms[end]?.kind === 'comma' ? end + 1 : end, 'and', 'or');
  }
  // "except dec 28" leaves out a day, which no rule can.
  const isDay = [terms[position - 1], terms[end]].some((term) => term?.kind === 'number');
  return days.length === 0 || isDay ? undefined : { days, end };
}
