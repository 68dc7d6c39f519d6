import type { Which } from '../../words/moment.ts';
import { COUNTED } from '../read-clock.ts';
import { isBeforeDay } from '../read-clock-range.ts';
import { hasRole, isBoundary, readAmount, type Reading, type Sentence, SURENESS, skipRole } from '../reading.ts';

/** Reads a day of the calendar: "2026-12-01", "24.12.", "3/4", "dec 24", "24 de diciembre de 2026", "12月24日", "the 1st". */
export function readCalendarDay(sentence: Sentence, position: number): Reading | undefined {
  return (
    readWritten(sentence, position) ??
    readMarked(sentence, position) ??
    readDayMonth(sentence, position) ??
    readMonthDay(sentence, position) ??
    readDayOfMonth(sentence, position)
  );
}

function readWritten({ terms, vocabulary, isPhrase }: Sentence, position: number): Reading | undefined {
  const term = terms[position];
  if (term?.kind === 'instant') return { instant: term.text, end: position + 1, sureness: SURENESS.always };
  if (term?.day === undefined) return undefined;
  // "chapter 3/4" counts.
  // "7.05 monday" is its time where people do not write dates so.
  const isTime = vocabulary.language === 'en' && /^\d{1,2}\.\d{2}$/u.test(term.text);
  if (term.isDoubtful === true && isTime && isBeforeDay({ terms, vocabulary, isPhrase }, position + 1))
    return undefined;
  if (term.isDoubtful === true && !isPhrase && COUNTED.has(terms[position - 1]?.text ?? '')) return undefined;
  // "2.10" is a version or a price in English, a date where days are written so.
  const doubt =
    term.day.kind === 'calendar' && vocabulary.language === 'en' ? SURENESS.afterPreposition : SURENESS.atEdge;
  const sureness = term.isDoubtful === true ? doubt : SURENESS.always;
  return { day: term.day, ...(term.clock !== undefined && { clock: term.clock }), end: position + 1, sureness };
}

/** "2026年12月24日", "12月24日", "24日", "24-го числа". */
function readMarked(sentence: Sentence, position: number): Reading | undefined {
  const { terms } = sentence;
  let at = position;
  const year = readAmount(terms[at]);
  const hasYear = year !== undefined && year > 999 && hasRole(terms[at + 1], 'year-mark');
  if (hasYear) at += 2;
  const month = readAmount(terms[at]);
  const isMonth = month !== undefined && month >= 1 && month <= 12 && hasRole(terms[at + 1], 'month-mark');
  const day = isMonth ? readDayNumber(sentence, at + 2) : undefined;
  if (isMonth && day !== undefined) {
    const end = skipRole(sentence, at + 3, 'day-mark');
    return { day: { kind: 'calendar', year: hasYear ? year : undefined, month, day }, end, sureness: SURENESS.always };
  }
  if (isMonth) {
    return {
      day: { kind: 'month', month, year: hasYear ? year : undefined },
      end: at + 2,
      sureness: SURENESS.afterPreposition,
    };
  }
  const lone = readDayNumber(sentence, position);
  if (
    lone === undefined ||
    !hasRole(terms[position + 1], 'day-mark') ||
    terms[position + 1]?.meaning.span !== undefined
  )
    return undefined;
  return { day: { kind: 'day-of-month', day: lone, which: 'first' }, end: position + 2, sureness: SURENESS.always };
}

/** "24 dec", "24th of December 2026", "el 5 de marzo". */
function readDayMonth(sentence: Sentence, position: number): Reading | undefined {
  const day = readDayNumber(sentence, position);
  if (day === undefined) return undefined;
  const joined = skipJoin(sentence, position + 1);
  // "number twelve on feb 3" is no twelfth of February.
  const at = hasRole(sentence.terms[joined], 'on') ? joined : skipRole(sentence, joined, 'of');
  const meaning = sentence.terms[at]?.meaning;
  if (meaning?.month === undefined) return undefined;
  const { year, end } = readYear(sentence, at + 1);
  const isPlain = sentence.terms[position]?.ordinalMark !== 'suffix' && at === position + 1 && year === undefined;
  const isDoubtful = isPlain && meaning.isDoubtful === true && !isBoundary(sentence, end);
  const sureness = isDoubtful ? SURENESS.never : SURENESS.always;
  return { day: { kind: 'calendar', year, month: meaning.month, day }, end, sureness };
}

/** "dec 24", "March 5th, 2026", "may the 4th". */
function readMonthDay(sentence: Sentence, position: number): Reading | undefined {
  const meaning = sentence.terms[position]?.meaning;
  if (meaning?.month === undefined) return undefined;
  const at = skipRole(sentence, position + 1, 'article');
  const day = readDayNumber(sentence, at);
  if (day === undefined) {
    const { year, end } = readYear(sentence, position + 1);
    if (year === undefined) return undefined;
    return {
      day: { kind: 'month', month: meaning.month, year },
      end,
      sureness: SURENESS.afterPreposition,
    };
  }
  const { year, end } = readYear(sentence, skipRole(sentence, at + 1, 'day-mark'));
  const isPlain = sentence.terms[at]?.ordinalMark === undefined && year === undefined;
  const isDoubtful =
    isPlain &&
    meaning.isDoubtful === true &&
    !hasRole(sentence.terms[position - 1], 'since', 'until', 'before') &&
    !isBoundary(sentence, end) &&
    sentence.terms[end]?.meaning.part === undefined &&
    !hasClock(sentence, end);
  return {
    day: { kind: 'calendar', year, month: meaning.month, day },
    end,
    sureness: isDoubtful ? SURENESS.never : SURENESS.always,
  };
}

function hasClock({ terms }: Sentence, position: number): boolean {
  return terms[position]?.kind === 'clock';
}

/** "the 1st", "on the 15th of next month", "am 1.", "le 5", "el día 5". */
function readDayOfMonth(sentence: Sentence, position: number): Reading | undefined {
  const { terms, vocabulary } = sentence;
  const isLedIn = hasRole(terms[position], 'dom', 'on');
  const at = isLedIn ? skipRole(sentence, position + 1, 'dom', 'article') : position;
  const day = readDayNumber(sentence, at);
  if (day === undefined) return undefined;
  const dated = isLedIn ? readDayMonth(sentence, at) : undefined;
  if (dated !== undefined) return dated;
  const mark = terms[at]?.ordinalMark;
  const isOrdinal =
    mark === 'suffix' ||
    terms[at]?.meaning.ordinal !== undefined ||
    (mark === 'dot' && vocabulary.hasOrdinalDot === true);
  const isPlain =
    vocabulary.hasPlainDayOfMonth === true && terms[at]?.kind === 'number' && hasRole(terms[position], 'dom');
  if (!isOrdinal && !isPlain) return undefined;
  const month = readWhichMonth(sentence, at + 1);
  if (month !== undefined)
    return { day: { kind: 'day-of-month', day, which: month.which }, end: month.end, sureness: SURENESS.always };
  const isWord = terms[at]?.kind === 'word';
  const sureness = !isBoundary(sentence, at + 1)
    ? SURENESS.never
    : isWord && !isLedIn
      ? SURENESS.never
      : isLedIn
        ? SURENESS.atEdge
        : SURENESS.afterPreposition;
  return { day: { kind: 'day-of-month', day, which: 'first' }, end: at + 1, sureness };
}

/** The day after "next month": "on the 5th", "1号". */
export function readDayNumberAfterMonth(
  sentence: Sentence,
  position: number,
): { day: number; end: number } | undefined {
  const reading = readMarked(sentence, position) ?? readDayOfMonth(sentence, position);
  return reading?.day?.kind === 'day-of-month' ? { day: reading.day.day, end: reading.end } : undefined;
}

/** "of the month", "of next month", "del mes que viene". */
function readWhichMonth(sentence: Sentence, position: number): { which: Which; end: number } | undefined {
  const { terms } = sentence;
  const at = skipRole(sentence, skipRole(sentence, position, 'of'), 'article');
  if (at === position) return undefined;
  const isNextFirst = hasRole(terms[at], 'next', 'coming');
  const isThisFirst = hasRole(terms[at], 'this');
  const unitAt = isNextFirst || isThisFirst ? at + 1 : at;
  if (terms[unitAt]?.meaning.unit !== 'month') return undefined;
  const isNextAfter = hasRole(terms[unitAt + 1], 'next', 'coming');
  const which = isNextFirst || isNextAfter ? 'next' : isThisFirst ? 'this' : 'first';
  return { which, end: unitAt + (isNextAfter ? 2 : 1) };
}

function readDayNumber({ terms }: Sentence, position: number): number | undefined {
  const term = terms[position];
  const day = term?.kind === 'number' ? term.number : (term?.meaning.ordinal ?? term?.meaning.amount);
  return day !== undefined && Number.isInteger(day) && day >= 1 && day <= 31 ? day : undefined;
}

/** The hyphen of "09-JAN-2027", with no space on either side. */
function skipJoin({ terms }: Sentence, position: number): number {
  const [hyphen, next] = [terms[position], terms[position + 1]];
  return hyphen?.text === '-' && !hyphen.hasGap && next?.hasGap === false ? position + 1 : position;
}

function readYear(sentence: Sentence, position: number): { year: number | undefined; end: number } {
  const { terms } = sentence;
  const comma = terms[position]?.kind === 'comma' ? position + 1 : skipJoin(sentence, position);
  const quote = /^['’]$/u.test(terms[comma]?.text ?? '') ? comma + 1 : comma;
  const at = skipRole(sentence, quote, 'of');
  const year = terms[at]?.kind === 'number' ? (terms[at]?.number ?? 0) : 0;
  // "3 feb 28": only where nothing follows that could be counted.
  const isShort = /^\d{2}$/u.test(terms[at]?.text ?? '') && year >= 25 && at === quote && isBoundary(sentence, at + 1);
  if (isShort && terms[at]?.ordinalMark === undefined) return { year: 2000 + year, end: at + 1 };
  if (year < 1900 || year > 2200 || terms[at]?.text.length !== 4) return { year: undefined, end: position };
  return { year, end: skipRole(sentence, at + 1, 'year-mark') };
}
