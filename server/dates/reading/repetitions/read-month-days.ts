import { hasRole, type Sentence, skipRole } from '../reading.ts';
import { readPlaces } from '../days/read-nth.ts';
import { monthDaysRule, plainRule, type RecurrenceRule, weekdayCodes } from '../../recurrence/recurrence-rule.ts';

/** A rule read at a position, and where reading goes on. */
export interface RuleReading {
  readonly rule: RecurrenceRule;
  readonly end: number;
}

/** Reads "first monday [of the month]", "1st and 3rd monday", "last working day of the month", "last sunday of may". */
export function readOrdinalWeekday(sentence: Sentence, position: number, isOfMonth = false): RuleReading | undefined {
  const { terms } = sentence;
  const start = skipRole(sentence, position, 'article');
  if (terms[start]?.meaning.edge?.unit === 'month') {
    return { rule: { ...plainRule('MONTHLY'), byMonthDay: [-1] }, end: start + 1 };
  }
  const read = readPlaces(sentence, position);
  if (read === undefined) return undefined;
  const { places, weekdays } = read;
  const year = readOfMonth(sentence, read.end);
  const end = year?.end ?? skipMonth(sentence, read.end);
  // "every second friday" without a month is every other one, and "every second day" too.
  const isLoose = !isOfMonth && end === read.end && (weekdays.length > 1 || (places.length === 1 && places[0] === 2));
  return isLoose ? undefined : { rule: { ...placesRule(places, weekdays), ...year?.rule }, end };
}

/** "of may", "im Mai": once a year. */
function readOfMonth(
  sentence: Sentence,
  position: number,
): { rule: Pick<RecurrenceRule, 'frequency' | 'byMonth'>; end: number } | undefined {
  const at = skipRole(sentence, position, 'of', 'in');
  const month = at === position ? undefined : sentence.terms[at]?.meaning.month;
  return month === undefined ? undefined : { rule: { frequency: 'YEARLY', byMonth: [month] }, end: at + 1 };
}

function placesRule(places: readonly number[], weekdays: readonly number[]): RecurrenceRule {
  const rule = plainRule('MONTHLY');
  if (weekdays.length === 7) return { ...rule, byMonthDay: [...places] };
  const codes = weekdayCodes(weekdays);
  if (codes.length > 1) return { ...rule, byDay: codes, bySetPos: [...places] };
  return { ...rule, byDay: places.map((place) => `${place}${codes[0] ?? ''}`) };
}

/** Reads "1st", "1st and 15th of the month", "el día 5". */
export function readMonthDays(sentence: Sentence, position: number): RuleReading | undefined {
  const days: number[] = [];
  let end = position;
  let at = skipRole(sentence, position, 'dom', 'on', 'article');
  for (;;) {
    const read = readMonthDay(sentence, skipRole(sentence, at, 'dom', 'article'), days.length > 0);
    if (read === undefined) break;
    days.push(read.day);
    end = read.end;
    at = skipRole(sentence, skipRole(sentence, end, 'and'), 'article');
  }
  if (days.length === 0 || sentence.terms[end]?.meaning.month !== undefined) return undefined;
  return { rule: monthDaysRule(days), end: skipMonth(sentence, end) };
}

function readMonthDay(
  sentence: Sentence,
  position: number,
  isListed: boolean,
): { day: number; end: number } | undefined {
  const { terms, vocabulary } = sentence;
  const term = terms[position];
  const next = terms[position + 1];
  const day = term?.number ?? term?.meaning.ordinal;
  if (day === undefined || !Number.isInteger(day) || day < 1 || day > 31) return undefined;
  if (hasRole(next, 'day-mark')) return { day, end: position + 2 };
  const isDotted = term?.ordinalMark === 'dot' && vocabulary.hasOrdinalDot === true;
  const isOrdinal = term?.ordinalMark === 'suffix' || term?.meaning.ordinal !== undefined || isDotted;
  const isPlain = vocabulary.hasPlainDayOfMonth === true && hasRole(terms[position - 1], 'dom');
  // "every 2nd week", "every 1st monday".
  const isCounting = isOrdinal && (next?.meaning.unit !== undefined || next?.meaning.weekday !== undefined);
  return !isCounting && (isOrdinal || isPlain || isListed) ? { day, end: position + 1 } : undefined;
}

function skipMonth(sentence: Sentence, position: number): number {
  const at = skipRole(sentence, skipRole(sentence, skipRole(sentence, position, 'of'), 'every'), 'article');
  if (sentence.terms[at]?.meaning.unit === 'month') return at + 1;
  const isOf = at > position || sentence.vocabulary.roles.of === undefined;
  return sentence.terms[at]?.meaning.repeat?.frequency === 'MONTHLY' && isOf ? at + 1 : position;
}
