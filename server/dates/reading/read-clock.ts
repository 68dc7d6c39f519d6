import { isBeforeDay, readClockRange } from './read-clock-range.ts';
import { wordsOfAll } from './lexicons.ts';
import type { ClockPhrase } from '../words/moment.ts';
import { hasRole, isBoundary, readAmount, type Reading, type Sentence, SURENESS, skipRole } from './reading.ts';

/** Words whose number is a name, not an hour: "episode 3 tonight". */
export const COUNTED = wordsOfAll(({ counted }) => counted);

/** What stands before a time. */
interface ClockContext {
  /** A day or a part of one. */
  readonly hasDay: boolean;
  /** A word such as "at". */
  readonly isLedIn: boolean;
}

/**
 * Reads a time of day: "5pm", "17:00", "half past 5", "5 Uhr 30", "5点半", and a bare "5" where it can be nothing else.
 */
export function readClock(sentence: Sentence, position: number, context: ClockContext): Reading | undefined {
  const isPlaced = context.hasDay || context.isLedIn;
  const reading = readClockRange(sentence, position, isPlaced) ?? readOne(sentence, position, context, isPlaced);
  const meridiem = reading && sentence.terms[reading.end]?.meaning.meridiem;
  if (meridiem === undefined || reading?.clock === undefined || reading.clock.meridiem !== undefined) return reading;
  return { ...reading, clock: { ...reading.clock, meridiem }, end: reading.end + 1, sureness: SURENESS.always };
}

function readOne(sentence: Sentence, position: number, context: ClockContext, isPlaced: boolean): Reading | undefined {
  return (
    readWritten(sentence, position, isPlaced) ??
    readBefore(sentence, position) ??
    readHalfHour(sentence, position, context) ??
    readHour(sentence, position, context) ??
    readDotted(sentence, position, context) ??
    readMilitary(
      sentence,
      position,
      (context.isLedIn && !hasRole(sentence.terms[position - 1], 'by')) || isPaddedTime(sentence, position, context),
    )
  );
}

function readWritten(sentence: Sentence, position: number, isPlaced: boolean): Reading | undefined {
  const term = sentence.terms[position];
  if (term?.kind !== 'clock' || term.clock === undefined) return undefined;
  if (term.isShort === true && !isPlaced && !sentence.isPhrase && !isBeforeDay(sentence, position + 1))
    return undefined;
  const doubt = sentence.vocabulary.hasLiteralOclock === true ? SURENESS.atEdge : SURENESS.never;
  const sureness = term.isHours === true && !isPlaced ? doubt : SURENESS.always;
  const end = skipRole(sentence, position + 1, 'oclock');
  const isLiteral =
    term.clock.isLiteral || (sentence.vocabulary.language !== 'en' && term.clock.meridiem === undefined);
  return { clock: { ...term.clock, isLiteral }, end, sureness };
}

/** "half past 5", "halb sechs", "10 to 6". */
function readBefore(sentence: Sentence, position: number): Reading | undefined {
  const { terms } = sentence;
  const minutes = terms[position]?.meaning.minutesBefore;
  const hour = minutes === undefined ? undefined : readHourNumber(sentence, position + 1);
  if (minutes !== undefined && hour !== undefined)
    return placeMinutes(sentence, hour, minutes, position + 2, SURENESS.always);
  const count = readAmount(terms[position]);
  const after = terms[position + 1];
  const sign = hasRole(after, 'past') ? 1 : hasRole(after, 'to') ? -1 : undefined;
  const base = sign === undefined ? undefined : readHourNumber(sentence, position + 2);
  if (count === undefined || sign === undefined || base === undefined || ![5, 10, 15, 20, 25].includes(count))
    return undefined;
  return placeMinutes(sentence, base, sign * count, position + 3, SURENESS.afterPreposition);
}

function placeMinutes(sentence: Sentence, hour: number, minutes: number, position: number, sureness: number): Reading {
  const total = (hour * 60 + minutes + 24 * 60) % (24 * 60);
  const clock = { hour: Math.trunc(total / 60) || 12, minute: total % 60, isLiteral: false };
  return { clock, end: skipRole(sentence, position, 'oclock'), sureness };
}

function readHour(sentence: Sentence, position: number, { hasDay, isLedIn }: ClockContext): Reading | undefined {
  const hour = readHourNumber(sentence, position);
  if (hour === undefined) return undefined;
  const isPlaced = hasDay || isLedIn;
  const { terms, vocabulary } = sentence;
  const next = terms[position + 1];
  if (next?.meaning.meridiem !== undefined && hour >= 1 && hour <= 12)
    return { clock: { hour, minute: 0, isLiteral: false }, end: position + 1, sureness: SURENESS.always };
  const spoken = isPlaced ? readSpokenMinute(sentence, position) : undefined;
  if (spoken !== undefined)
    return { clock: { hour, minute: spoken.minute, isLiteral: false }, end: spoken.end, sureness: SURENESS.always };
  const suffix = next?.meaning.minutesAfter;
  if (suffix !== undefined && (isPlaced || sentence.isPhrase))
    return placeMinutes(sentence, hour, suffix, position + 2, SURENESS.always);
  if (hasRole(next, 'oclock')) {
    const isAlsoLength = next?.meaning.unit !== undefined && !isPlaced;
    const sureness = isAlsoLength ? SURENESS.never : SURENESS.always;
    return { ...readMinutes(sentence, position + 2, hour, vocabulary.hasLiteralOclock === true), sureness };
  }
  const end = position + 1;
  const isWithPart = terms[end]?.meaning.part !== undefined && !COUNTED.has(terms[position - 1]?.text ?? '');
  // "9'da": the ending says "at".
  const hasEnding = vocabulary.language === 'tr' && terms[position]?.text.includes("'") === true;
  const isSpelled = terms[position]?.kind === 'word' && !isLedIn;
  if ((!isPlaced || isSpelled) && !sentence.isPhrase && !isWithPart && !hasEnding) return undefined;
  const isCertain = hasEnding || (isLedIn && (hasDay || position <= 1 || hasRole(terms[position - 1], 'clock-lead')));
  const isCount = terms[end]?.meaning.unit !== undefined || terms[end]?.kind === 'mark';
  if (!isWithPart && (isCount || !isCertain) && !isBoundary(sentence, end)) return undefined;
  const sureness = (isWithPart && isPlaced) || isCertain ? SURENESS.always : SURENESS.atEdge;
  return { clock: { hour, minute: 0, isLiteral: false }, end, sureness };
}

/** "डेढ़ बजे", "saat yarımda": the word says the half too. */
function readHalfHour({ terms }: Sentence, position: number, { isLedIn }: ClockContext): Reading | undefined {
  const amount = terms[position]?.meaning.amount ?? 0;
  const isHour = hasRole(terms[position + 1], 'oclock');
  if (amount < 1 || amount % 1 !== 0.5 || !(isHour || isLedIn)) return undefined;
  const clock = { hour: Math.trunc(amount), minute: 30, isLiteral: false };
  return { clock, end: position + (isHour ? 2 : 1), sureness: SURENESS.always };
}

/** The minutes of "at six thirty", in words as the hour is. */
function readSpokenMinute({ terms }: Sentence, position: number): { minute: number; end: number } | undefined {
  const [hour, next] = [terms[position], terms[position + 1]];
  const minute = next?.kind === 'word' ? next.meaning.amount : undefined;
  const isCount = terms[position + 2]?.meaning.unit !== undefined;
  if (hour?.kind !== 'word' || minute === undefined || isCount || minute < 5 || minute > 55) return undefined;
  return { minute, end: position + 2 };
}

/** The minutes after "5 Uhr", "5点" or "5 heures". */
function readMinutes(
  sentence: Sentence,
  position: number,
  hour: number,
  isLiteral: boolean,
): { clock: ClockPhrase; end: number } {
  const { terms } = sentence;
  const suffix = terms[position]?.meaning.minutesAfter;
  if (suffix !== undefined) {
    const { clock, end } = placeMinutes(sentence, hour, suffix, position + 1, SURENESS.always);
    return { clock: { hour, minute: 0, ...clock, isLiteral }, end };
  }
  const minute = readAmount(terms[position]);
  const isUnit = terms[position + 1]?.meaning.unit === 'minute';
  if (
    minute === undefined ||
    minute > 59 ||
    !Number.isInteger(minute) ||
    (!isUnit && !isBoundary(sentence, position + 1))
  ) {
    return { clock: { hour, minute: 0, isLiteral }, end: skipRole(sentence, position, 'oclock') };
  }
  // "6時15分前"
  if (isUnit && sentence.vocabulary.isPostpositional === true && hasRole(terms[position + 2], 'to')) {
    const { clock, end } = placeMinutes(sentence, hour, -minute, position + 3, SURENESS.always);
    return { clock: { hour, minute: 0, isLiteral, ...clock }, end };
  }
  return { clock: { hour, minute, isLiteral }, end: isUnit ? position + 2 : position + 1 };
}

/** "at 9.30". */
function readDotted(sentence: Sentence, position: number, { hasDay, isLedIn }: ClockContext): Reading | undefined {
  const isPlaced =
    (isLedIn && !hasRole(sentence.terms[position - 1], 'by')) || hasDay || isBeforeDay(sentence, position + 1);
  const [hour, minute] = /^\d{1,2}\.\d{2}$/u.test(sentence.terms[position]?.text ?? '')
    ? (sentence.terms[position]?.text ?? '').split('.')
    : [];
  if (!isPlaced || hour === undefined || minute === undefined || Number(hour) > 24 || Number(minute) > 59)
    return undefined;
  // "tomorrow 2.50" may be a price; "tomorrow 12.30" hardly is.
  if (!isLedIn && (Number(hour) < 6 || Number(minute) % 5 > 0)) return undefined;
  const end = skipRole(sentence, position + 1, 'oclock');
  return {
    clock: { hour: Number(hour), minute: Number(minute), isLiteral: hour.startsWith('0') },
    end,
    sureness: SURENESS.always,
  };
}

/** "friday 0715": with the nought in front it is no year and no count. */
function isPaddedTime({ terms }: Sentence, position: number, { hasDay }: ClockContext): boolean {
  return hasDay && /^0\d{3}$/u.test(terms[position]?.text ?? '');
}

/** "at 1800", "at 530". */
function readMilitary(sentence: Sentence, position: number, isLedIn: boolean): Reading | undefined {
  const term = sentence.terms[position];
  const value = term?.kind === 'number' ? (term.number ?? 0) : 0;
  const [hour, minute] = [Math.trunc(value / 100), value % 100];
  if (!isLedIn || value < 100 || hour > 23 || minute > 59 || !isBoundary(sentence, position + 1)) return undefined;
  return { clock: { hour, minute, isLiteral: term?.text.length === 4 }, end: position + 1, sureness: SURENESS.atEdge };
}

function readHourNumber({ terms }: Sentence, position: number): number | undefined {
  const term = terms[position];
  const hour = readAmount(term);
  if (hour === undefined || !Number.isInteger(hour) || hour > 24 || term?.ordinalMark === 'suffix') return undefined;
  return hour;
}
