import type { DayPhrase, Duration, Moment } from '../words/moment.ts';
import type { DayPart } from '../../languages/vocabulary.ts';
import { readClock } from './read-clock.ts';
import { readDay } from './days/read-day.ts';
import { readDurations } from './days/read-duration.ts';
import { isListed } from '../words/lexicon.ts';
import { hasRole, isBoundary, type Reading, type Sentence, SURENESS } from './reading.ts';
import type { Role } from '../../languages/vocabulary.ts';

/** A moment found in a sentence: which terms say it, and how sure that is. */
export interface MomentReading {
  readonly moment: Moment;
  /** The first term, leading prepositions included. */
  readonly start: number;
  /** The first term of the date itself. */
  readonly core: number;
  readonly end: number;
  readonly sureness: number;
  readonly hasPreposition: boolean;
}

/** Words between the parts of a moment, at most; more would be a sentence of its own. */
const MAX_CONNECTORS = 3;

/**
 * Reads one moment whose first word stands at a position: a day, a time and a part of the day in any order.
 * @param isTimeOnly a day has been named already, only its time may follow
 */
export function readMoment(sentence: Sentence, position: number, isTimeOnly = false): MomentReading | undefined {
  const moment: Moment = {};
  let [at, end, sureness, connectors] = [position, position, 0, 0];
  let core: number | undefined;
  let isDayFirst = false;
  while (connectors <= MAX_CONNECTORS) {
    const piece = readPiece(sentence, at, moment, isTimeOnly);
    if (piece === undefined) {
      if (!isConnector(sentence, at, core !== undefined)) break;
      connectors += 1;
      at += 1;
      continue;
    }
    const { end: pieceEnd, sureness: pieceSureness, ...read } = piece;
    // "midnight tonight": the time is all that the night adds to.
    const isKept = isPoint(moment.part) && read.part === 'night';
    Object.assign(moment, read, isKept && { part: moment.part });
    if (core === undefined) isDayFirst = read.day !== undefined;
    core ??= at;
    [at, end, connectors] = [pieceEnd, pieceEnd, 0];
    sureness = Math.max(sureness, pieceSureness);
  }
  if (core === undefined) return undefined;
  const start = findStart(sentence, position, core, isDayFirst ? moment : {});
  return {
    moment,
    core,
    start,
    end: skipTrailing(sentence, end),
    sureness,
    hasPreposition: hasLeadIn(sentence, start, core),
  };
}

function readPiece(sentence: Sentence, position: number, moment: Moment, isTimeOnly: boolean): Reading | undefined {
  if (moment.instant !== undefined) return undefined;
  return (
    readOffset(sentence, position, moment) ??
    readPartAfterDay(sentence, position, moment) ??
    (isTimeOnly ? undefined : readNewDay(sentence, position, moment)) ??
    readNewClock(sentence, position, moment, isTimeOnly) ??
    readPart(sentence, position, moment)
  );
}

/** "30 minutes before 5pm", "an hour after noon tomorrow". */
function readOffset(sentence: Sentence, position: number, moment: Moment): Reading | undefined {
  if (Object.keys(moment).length > 0) return undefined;
  const run = readDurations(sentence, position, false);
  if (run === undefined || !run.durations.every(isTimeLength)) return undefined;
  const link = sentence.terms[run.end];
  const sign = hasRole(link, 'before') ? -1 : hasRole(link, 'after') ? 1 : undefined;
  const anchor = sign === undefined ? undefined : readMoment(sentence, run.end + 1);
  const { clock, part, shift } = anchor?.moment ?? {};
  if (anchor === undefined || sign === undefined || (clock ?? part) === undefined || shift !== undefined)
    return undefined;
  const durations = run.durations.map(({ unit, amount }) => ({ unit, amount: amount * sign }));
  return { ...anchor.moment, shift: durations, end: anchor.end, sureness: SURENESS.always };
}

function readPartAfterDay({ terms }: Sentence, position: number, moment: Moment): Reading | undefined {
  const part = terms[position]?.meaning.partAfterDay;
  if (part === undefined || moment.day === undefined || moment.part !== undefined) return undefined;
  return { part, end: position + 1, sureness: SURENESS.always };
}

function readNewDay(sentence: Sentence, position: number, moment: Moment): Reading | undefined {
  const reading = readDateBehindWeekday(sentence, position, moment) ?? readDay(sentence, position);
  const { day } = reading ?? {};
  if (reading === undefined || (day === undefined && reading.instant === undefined)) return undefined;
  // "at 9 second half of 2025": what alone is no day is none beside a time.
  const isBeside = !sentence.isPhrase && (moment.clock ?? moment.part) !== undefined;
  if (isBeside && reading.sureness === SURENESS.never) return undefined;
  if (moment.day === undefined)
    return day?.kind === 'shift' && moment.clock !== undefined && hasHours(day) ? undefined : reading;
  // "end of day friday", "friday eod": the day is all that counts.
  if (isDayEnd(moment.day)) return reading;
  if (isDayEnd(day)) return { day: moment.day, end: reading.end, sureness: reading.sureness };
  // "Friday, December 25": the date says more than the weekday, whichever comes first.
  const isDate = day?.kind === 'calendar' || day?.kind === 'numeric' || day?.kind === 'day-of-month';
  const isSure = reading.sureness !== SURENESS.never;
  if (moment.day.kind === 'weekday' && isDate && isSure && moment.clock === undefined)
    return { ...reading, weekday: moment.day.weekday };
  const wasDate = moment.day.kind === 'calendar' || moment.day.kind === 'numeric';
  if (wasDate && day?.kind === 'weekday' && day.which === 'first')
    return { day: moment.day, weekday: day.weekday, end: reading.end, sureness: reading.sureness };
  return undefined;
}

/** "tue 24": a number that is no hour people say is the day. */
function readDateBehindWeekday(sentence: Sentence, position: number, { day, clock }: Moment): Reading | undefined {
  const term = sentence.terms[position];
  const date = term?.kind === 'number' && /^\d{2}$/u.test(term.text) ? (term.number ?? 0) : 0;
  const isBehind = day?.kind === 'weekday' && day.which === 'first' && clock === undefined;
  if (!isBehind || date < 13 || date > 31 || !isBoundary(sentence, position + 1)) return undefined;
  return { day: { kind: 'day-of-month', day: date, which: 'first' }, end: position + 1, sureness: SURENESS.always };
}

function isDayEnd(day: DayPhrase | undefined): boolean {
  return day?.kind === 'period' && day.unit === 'day';
}

function hasHours(day: { durations: readonly Duration[] }): boolean {
  return day.durations.some(isTimeLength);
}

function isTimeLength({ unit }: Duration): boolean {
  return ['second', 'minute', 'hour'].includes(unit);
}

function readNewClock(sentence: Sentence, position: number, moment: Moment, isAfterDay: boolean): Reading | undefined {
  if (moment.clock !== undefined || (moment.day?.kind === 'shift' && hasHours(moment.day))) return undefined;
  const context = {
    hasDay: isAfterDay || moment.day !== undefined || moment.part !== undefined,
    isLedIn: hasRole(sentence.terms[position - 1], 'at'),
  };
  return readClock(sentence, position, context);
}

function isPoint(part: DayPart | undefined): boolean {
  return part === 'midnight' || part === 'noon';
}

function readPart({ terms }: Sentence, position: number, moment: Moment): Reading | undefined {
  const term = terms[position];
  const part = term?.meaning.part;
  if (term === undefined || part === undefined || !canFollow(part, moment.part) || term.meaning.offset !== undefined)
    return undefined;
  const doubt = term.text.includes(' ') ? SURENESS.atEdge : SURENESS.afterPreposition;
  return { part, end: position + 1, sureness: term.meaning.isDoubtful === true ? doubt : SURENESS.always };
}

/** "first thing tomorrow morning" says morning twice; "tonight at midnight" narrows the night. */
function canFollow(part: DayPart, before: DayPart | undefined): boolean {
  return before === undefined || before === part || (before === 'night' && part === 'midnight');
}

const LEADS: readonly Role[] = ['by', 'on', 'at', 'for', 'in', 'article', 'hedge', 'between'];

function isConnector({ terms }: Sentence, position: number, isInside: boolean): boolean {
  const term = terms[position];
  if (term === undefined) return false;
  if (term.kind === 'comma') return isInside;
  if (term.text === '~') return isInside && hasRole(term, 'at');
  if (term.kind === 'mark') return term.text === ':' && hasRole(terms[position - 1], 'by') && !isInside;
  if (isInside && hasRole(term, 'of')) return true;
  return hasRole(term, ...LEADS);
}

/** Prepositions before the date go with it, unless they belong to the verb: "log in tomorrow", "stop by friday". */
function findStart({ terms, vocabulary }: Sentence, position: number, core: number, moment: Moment): number {
  const isBareDay = moment.day?.kind === 'offset' || (moment.day?.kind === 'shift' && moment.day.from === undefined);
  const allowed: readonly Role[] = isBareDay
    ? ['by', 'for', 'hedge', 'between']
    : ['by', 'on', 'at', 'for', 'article', 'hedge', 'between'];
  const takesIn =
    moment.day !== undefined && ['month', 'weekend', 'period', 'day-of-month', 'nth'].includes(moment.day.kind);
  let start = core;
  for (let at = core - 1; at >= position; at -= 1) {
    const term = terms[at];
    const isColon = term?.kind === 'mark';
    const verb = terms[at - 1]?.text ?? '';
    const isVerbs = isListed(vocabulary.byVerbs, `${verb} ${term?.text ?? ''}`);
    if (!isColon && (isVerbs || !(hasRole(term, ...allowed) || (takesIn && hasRole(term, 'in'))))) break;
    start = at;
  }
  return start;
}

function hasLeadIn({ terms }: Sentence, start: number, core: number): boolean {
  return terms.slice(start, core + 1).some((term) => hasRole(term, 'by', 'on', 'at', 'for', 'in'));
}

function skipTrailing({ terms, vocabulary }: Sentence, end: number): number {
  if (vocabulary.isPostpositional !== true) return end;
  return hasRole(terms[end], 'by', 'on') ? end + 1 : end;
}
