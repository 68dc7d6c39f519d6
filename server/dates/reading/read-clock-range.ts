import type { ClockPhrase } from '../words/moment.ts';
import { hasRole, isDateWord, readAmount, type Reading, type Sentence, SURENESS, skipRole } from './reading.ts';

/**
 * Reads a stretch of time of day: "from 10 to 11", "10-11" beside a day, "von 9 bis 17 Uhr". It is due when it starts.
 * @param isPlaced a day or a word such as "at" says that a time follows
 */
export function readClockRange(sentence: Sentence, position: number, isPlaced: boolean): Reading | undefined {
  const { terms } = sentence;
  const before = hasRole(terms[position - 1], 'article', 'at') ? 2 : 1;
  const isBetween = hasRole(terms[position - 1], 'between') || hasRole(terms[position - before], 'between');
  const isLed = isBetween || hasRole(terms[position - 1], 'since', 'from', 'of');
  const first = readEnd(sentence, position);
  if (first === undefined) return undefined;
  const link = terms[first.end];
  const isDash = link?.kind === 'mark' && /^[-–—〜～]$/u.test(link.text);
  // "10 to 6" may be ten minutes to six; "9 to 5" on a day, and "9:30 to 11", are a stretch.
  const isOnDay = isPlaced || isBeforeDay(sentence, first.end + 2);
  const said = readEnd(sentence, skipRole(sentence, first.end + 1, 'article', 'at'));
  const isStretch =
    isLed || isClosed(sentence, said) || terms[position]?.kind === 'clock' || (isPlaced && first.clock.hour % 5 > 0);
  const isLinked =
    (isDash && (isOnDay || isLed)) ||
    (isStretch && hasRole(link, 'range-to', 'until', 'to')) ||
    (isBetween && hasRole(link, 'and'));
  const last = isLinked ? said : undefined;
  if (last === undefined) return undefined;
  const clock = inSameHalf(first.clock, last.clock);
  return {
    clock: { ...clock, until: last.clock },
    end: skipRole(sentence, last.end, 'between'),
    sureness: SURENESS.always,
  };
}

/** "9 bis 11 Uhr", "9 ile 11 arası": what stands behind says that both are times; English says "10 to 6 o'clock" too. */
function isClosed({ terms, vocabulary }: Sentence, last: { end: number } | undefined): boolean {
  if (last === undefined || vocabulary.language === 'en') return false;
  return hasRole(terms[last.end], 'between') || hasRole(terms[last.end - 1], 'oclock');
}

/** Whether a day follows, so that what stands before is its time: "10-12 tomorrow", "10-12 every weekday". */
export function isBeforeDay(sentence: Sentence, position: number): boolean {
  const term = sentence.terms[skipRole(sentence, position, 'on')];
  return term !== undefined && (isDateWord(term) || hasRole(term, 'every') || term.meaning.weekday !== undefined);
}

function readEnd(sentence: Sentence, position: number): { clock: ClockPhrase; end: number } | undefined {
  const { terms, vocabulary } = sentence;
  const term = terms[position];
  if (term?.kind === 'clock' && term.clock !== undefined)
    return { clock: term.clock, end: skipRole(sentence, position + 1, 'oclock') };
  const part = term?.meaning.part;
  if (part === 'noon' || part === 'midnight')
    return { clock: { hour: part === 'noon' ? 12 : 0, minute: 0, isLiteral: true }, end: position + 1 };
  // A number behind a dash is a mark: alone it could be anything.
  const hour = readAmount(term) ?? (/^\d{1,2}$/u.test(term?.text ?? '') ? Number(term?.text) : undefined);
  if (hour === undefined || !Number.isInteger(hour) || hour > 24 || term?.ordinalMark === 'suffix') return undefined;
  const { meridiem, unit, ordinal } = terms[position + 1]?.meaning ?? {};
  const isOclock = hasRole(terms[position + 1], 'oclock');
  // A second is also the one after the first.
  if (unit !== undefined && ordinal === undefined && !isOclock) return undefined;
  const isLiteral = isOclock && vocabulary.hasLiteralOclock === true;
  const end = position + (meridiem !== undefined || isOclock ? 2 : 1);
  return { clock: { hour, minute: 0, isLiteral, ...(meridiem !== undefined && { meridiem }) }, end };
}

/** "5-6pm" is in the afternoon from its beginning, "11-1pm" is not. */
export function inSameHalf(first: ClockPhrase, last: ClockPhrase): ClockPhrase {
  if (first.meridiem !== undefined || last.meridiem === undefined) return first;
  const isOther = first.hour > last.hour && first.hour < 12;
  return { ...first, meridiem: isOther ? 'am' : last.meridiem };
}
