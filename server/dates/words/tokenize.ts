import { foldSpelling } from '../../text/fold-text.ts';
import type { ClockPhrase, DayPhrase } from './moment.ts';
import { readDigits } from './read-digits.ts';

/** One word, number, date, time of day or mark of a text. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** The folded spelling. */
  readonly text: string;
  readonly kind: 'word' | 'number' | 'clock' | 'date' | 'instant' | 'comma' | 'mark';
  readonly number?: number;
  /** How the number is marked as an ordinal: "1st" or, possibly, "1." */
  readonly ordinal?: 'suffix' | 'dot';
  readonly clock?: ClockPhrase;
  /** The clock was written in short, like the name of a room: "6p". */
  readonly isShort?: boolean;
  /** The clock was written like a length of time too: "2h", "1h30". */
  readonly isHours?: boolean;
  readonly day?: DayPhrase;
  /** A date that could as well be a fraction, a version or a price. */
  readonly isDoubtful?: boolean;
}

/** Splits a text into tokens; every pattern is anchored and free of nested repetition, so the time is linear. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    const token = readToken(text, position);
    if (token !== undefined) tokens.push(token);
    position = token?.end ?? position + 1;
  }
  return tokens;
}

const LONE = String.raw`(?<![\p{L}\p{N}/.,:$€£#№-])`;
const ENDS = String.raw`(?![\p{L}\p{N}/%]|[.:-]\p{N})`;
const SUFFIX = String.raw`(?:['’]\p{L}{1,3}(?!\p{L}))?`;
const ISO = sticky(String.raw`${LONE}(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d|[-/]\d|\.\p{L})`);
const ISO_MONTH = sticky(String.raw`${LONE}(\d{4})-(\d{2})${ENDS}`);
const ISO_TIME = sticky(String.raw`[tT ](\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?( ?[zZ]| ?[+-]\d{2}:?\d{2})?${ENDS}`);
const MERIDIEM = String.raw`\s?([aApP])\.?\s?[mM](?!\p{L})\.?`;
const CLOCK = sticky(
  String.raw`${LONE}(\p{Nd}{1,2})[:：](\p{Nd}{2})(?::(\p{Nd}{2}))?(?:${MERIDIEM})?${SUFFIX}(?![\p{L}\p{N}/%]|[.:]\p{N})`,
);
const MERIDIEM_CLOCK = sticky(String.raw`${LONE}(\p{Nd}{1,2})(?:\.(\p{Nd}{2}))?()${MERIDIEM}`);
const SHORT_CLOCK = sticky(String.raw`${LONE}(\d{1,2})(?::(\d{2}))?([ap])(?![\p{L}\p{N}])`, 'iu');
const HOURS_CLOCK = sticky(String.raw`${LONE}(\d{1,2})[hH](\d{2})?${ENDS}`);
const RANGE_END = sticky(String.raw`\s?[-–]\s?(?=\d)`);
const SLASH_DATE = sticky(String.raw`${LONE}(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?${ENDS}`);
const DASH_DATE = sticky(String.raw`${LONE}(\d{1,2})-(\d{1,2})-(\d{4})${ENDS}`);
const DOT_DATE = sticky(String.raw`${LONE}(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})(?![\d:.hH]))?(?!\d)`);
const SHORT_DOT_DATE = sticky(String.raw`${LONE}(\d{1,2})\.(\d{1,2})${ENDS}`);
const ORDINAL = String.raw`(?:st|nd|rd|th|er|ere|ère|eme|ème|ste|de|e|º|ª|°|-?го|-?е|-?ого|-?є|-?та)(?![\p{L}\p{N}])`;
const NUMBER = sticky(String.raw`(\p{Nd}+(?:[.,]\p{Nd}+)?)(?:(${ORDINAL})|(\.)(?=\s|$))?${SUFFIX}`, 'iu');
const HAN_NUMBER = sticky('([一二三四五六七八九]?)十([一二三四五六七八九]?)');
const HAN = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;
const HAN_WORD = sticky(`[${HAN}]`);
const WORD_START = String.raw`(?![${HAN}])\p{L}`;
const WORD_PART = String.raw`(?:(?![${HAN}])[\p{L}\p{M}\p{N}])*`;
const WORD = sticky(`${WORD_START}${WORD_PART}(?:['’ʼ-](?![${HAN}])[\\p{L}\\p{N}]${WORD_PART})*`);

function readToken(text: string, start: number): Token | undefined {
  const character = text.charAt(start);
  if (/\s/u.test(character)) return undefined;
  if (/\p{Nd}/u.test(character))
    return readIso(text, start) ?? readClock(text, start) ?? readDate(text, start) ?? readNumber(text, start);
  const han = match(HAN_NUMBER, text, start);
  if (han !== null) return { ...span('number', text, start, han[0]), number: hanValue(han) };
  const word = match(HAN_WORD, text, start) ?? match(WORD, text, start);
  if (word !== null) return span('word', text, start, word[0]);
  return span(/[,，、،]/u.test(character) ? 'comma' : 'mark', text, start, character);
}

function readIso(text: string, start: number): Token | undefined {
  const date = match(ISO, text, start);
  if (date === null) return readIsoMonth(text, start);
  const day = { kind: 'calendar' as const, year: Number(date[1]), month: Number(date[2]), day: Number(date[3]) };
  const time = match(ISO_TIME, text, start + date[0].length);
  if (time === null) return { ...span('date', text, start, date[0]), day };
  const whole = date[0] + time[0];
  const [, hour = '', minute = '', second = '00', fraction = '', offset] = time;
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second), isLiteral: true };
  if (offset === undefined) return { ...span('date', text, start, whole), day, clock };
  const written = [date[1], date[2]?.padStart(2, '0'), date[3]?.padStart(2, '0')].join('-');
  const instant = `${written}T${hour.padStart(2, '0')}:${minute}:${second}${fraction}${offset.trim().toUpperCase()}`;
  return { ...span('instant', text, start, whole), text: instant };
}

function readIsoMonth(text: string, start: number): Token | undefined {
  const found = match(ISO_MONTH, text, start);
  if (found === null || Number(found[1]) < 1900 || Number(found[2]) < 1 || Number(found[2]) > 12) return undefined;
  const day = { kind: 'month' as const, year: Number(found[1]), month: Number(found[2]) };
  return { ...span('date', text, start, found[0]), day, isDoubtful: true };
}

function readClock(text: string, start: number): Token | undefined {
  const range = readSingleClock(text, start);
  const gap = range === undefined ? match(/\d{1,2}/uy, text, start) : null;
  const first = range?.end ?? start + (gap?.[0].length ?? 0);
  const dash = match(RANGE_END, text, first);
  const last = dash === null ? undefined : readSingleClock(text, first + dash[0].length, true);
  if (last?.clock === undefined) return range;
  // "5-6pm": the task is due when the range starts, and the second time says which half of the day.
  const clock = range?.clock ?? { hour: Number(gap?.[0]), minute: 0, isLiteral: false };
  const meridiem = clock.meridiem ?? (clock.hour > last.clock.hour && clock.hour < 12 ? 'am' : last.clock.meridiem);
  const whole = span('clock', text, start, text.slice(start, last.end));
  return { ...whole, clock: { ...clock, meridiem, until: last.clock } };
}

function readSingleClock(text: string, start: number, isRangeEnd = false): Token | undefined {
  const rest = isRangeEnd ? text.slice(start, start + 16) : text;
  const at = isRangeEnd ? 0 : start;
  const clock = match(CLOCK, rest, at) ?? match(MERIDIEM_CLOCK, rest, at);
  if (clock !== null) {
    const [whole, hour = '', minute = '0', second, half] = clock;
    const meridiem = half === undefined ? undefined : /p/iu.test(half) ? ('pm' as const) : ('am' as const);
    // "06:30" and "18:30" are written on the 24-hour clock; "6:30" may be either.
    const isLiteral = meridiem === undefined && hour.length === 2 && readDigits(hour) < 10;
    const read = {
      hour: readDigits(hour),
      minute: readDigits(minute),
      second: readDigits(second || '0'),
      meridiem,
      isLiteral,
    };
    return { ...span('clock', text, start, whole), clock: read };
  }
  const short = match(SHORT_CLOCK, rest, at);
  if (short !== null && Number(short[1]) >= 1 && Number(short[1]) <= 12) {
    const meridiem = short[3]?.toLowerCase() === 'p' ? ('pm' as const) : ('am' as const);
    const read = { hour: Number(short[1]), minute: Number(short[2] ?? 0), meridiem, isLiteral: false };
    return { ...span('clock', text, start, short[0]), clock: read, isShort: true };
  }
  const hours = match(HOURS_CLOCK, rest, at);
  if (hours === null) return undefined;
  const read = { hour: Number(hours[1]), minute: Number(hours[2] ?? 0), isLiteral: true };
  return { ...span('clock', text, start, hours[0]), clock: read, isHours: true };
}

function readDate(text: string, start: number): Token | undefined {
  const slash = match(SLASH_DATE, text, start);
  const dash = slash === null ? match(DASH_DATE, text, start) : null;
  const numeric = slash ?? dash;
  if (numeric !== null) {
    const [whole, first, second, year] = numeric;
    const day = { kind: 'numeric' as const, first: Number(first), second: Number(second), year: fullYear(year) };
    return { ...span('date', text, start, whole), day, isDoubtful: year === undefined };
  }
  const long = match(DOT_DATE, text, start);
  const dotted = long ?? match(SHORT_DOT_DATE, text, start);
  if (dotted === null || Number(dotted[2]) > 12 || Number(dotted[1]) > 31) return undefined;
  const day = {
    kind: 'calendar' as const,
    day: Number(dotted[1]),
    month: Number(dotted[2]),
    year: fullYear(dotted[3]),
  };
  return { ...span('date', text, start, dotted[0].trimEnd()), day, isDoubtful: long === null };
}

function readNumber(text: string, start: number): Token {
  const found = match(NUMBER, text, start);
  const [whole, digits = '', suffix, dot] = found ?? [text.charAt(start)];
  const token = span('number', text, start, whole);
  const isMoney =
    /[$€£#№%/.:-]/u.test(text.charAt(start - 1)) || /^\s?[€$£%]|^[/:]/u.test(text.slice(token.end, token.end + 2));
  if (isMoney || digits.length > 6) return { ...token, kind: 'mark' };
  const ordinal = suffix !== undefined ? 'suffix' : dot !== undefined ? 'dot' : undefined;
  return { ...token, number: readDigits(digits), ...(ordinal !== undefined && { ordinal }) };
}

function fullYear(year: string | undefined): number | undefined {
  if (year === undefined) return undefined;
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}

function hanValue([, tens = '', ones = '']: RegExpExecArray): number {
  const row = '一二三四五六七八九';
  return (tens === '' ? 1 : row.indexOf(tens) + 1) * 10 + row.indexOf(ones) * Number(ones !== '') + Number(ones !== '');
}

function span<Kind extends Token['kind']>(
  kind: Kind,
  text: string,
  start: number,
  whole: string,
): Token & { kind: Kind } {
  const end = start + whole.length;
  return { kind, start, end, text: foldSpelling(text.slice(start, end)) };
}

function sticky(source: string, flags = 'u'): RegExp {
  return new RegExp(source, `${flags}y`);
}

function match(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}
