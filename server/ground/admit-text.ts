import bourne from '@hapi/bourne';
import { AppError } from './errors.ts';

/** Marks that one letter can carry: Unicode's own bound for text that is read as it streams (UAX #15, Stream-Safe). */
const MOST_MARKS = 30;
/** Combining marks, and the half-width ones that become some. */
const MARK = String.raw`[\p{M}\uFF9E\uFF9F]`;
const LONG_RUN = new RegExp(`(?<!${MARK})${MARK}{${MOST_MARKS + 1}}`, 'u');
const BEYOND_RUN = new RegExp(`(?<!${MARK})(${MARK}{${MOST_MARKS}})${MARK}+`, 'gu');
/** No mark is below, so most texts need no closer look. */
const FROM_FIRST_MARK = /[^\0-\u02FF]/u;

/** Checking a schema takes far longer than parsing: beyond these a megabyte would hold everybody up. */
const MOST_VALUES = 10_000;
const DEEPEST = 100;

/** Whether a letter of a text carries more marks than any script has: putting those in order takes quadratic time. */
export function hasLongMarkRun(text: string): boolean {
  return FROM_FIRST_MARK.test(text) && LONG_RUN.test(text);
}

/** Unicode's normal form of any text, in linear time: marks beyond what one letter can carry are dropped. */
export function normalizeText(text: string, form: 'NFC' | 'NFD' | 'NFKD'): string {
  return (hasLongMarkRun(text) ? text.replaceAll(BEYOND_RUN, '$1') : text).normalize(form);
}

/**
 * Parses JSON that came from outside. How deep it is nested is looked at first: parsing takes far longer for what is nested
 * without end than for anything else of its length.
 *
 * @throws AppError `invalid_request` for anything else than JSON, what is nested very deeply, and members that reach into
 * the prototype of objects.
 */
export function parseForeignJson(text: string): unknown {
  if (!isShallow(text)) throw tooMuch();
  try {
    return bourne.parse(text);
  } catch (error) {
    throw new AppError('invalid_request', 'The body is not valid JSON.', { cause: error });
  }
}

/** Whether JSON, not parsed yet, is nested no deeper than anything sensible is. */
export function isShallow(json: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const letter = json[at];
    if (isText) {
      if (letter === '\\') at += 1;
      else isText = letter !== '"';
    } else if (letter === '"') isText = true;
    else if (letter === ']' || letter === '}') depth -= 1;
    else if (letter === '[' || letter === '{') {
      depth += 1;
      if (depth > DEEPEST + 1) return false;
    }
  }
  return true;
}

function tooMuch(): AppError {
  return new AppError('invalid_request', 'The body has too many parts, or is nested too deeply.');
}

/**
 * Checks what came as JSON before anything reads it.
 *
 * @throws AppError `invalid_request` for a value of very many parts or nested very deeply, or a text whose letters carry
 * marks without end.
 */
export function expectAdmissible(body: unknown): void {
  walk(body, (text) => {
    if (hasLongMarkRun(text)) throw new AppError('invalid_request', 'A letter has too many accents or marks on it.');
  });
}

/**
 * Visits every text of a JSON value, names included.
 *
 * @param visit gets the text, and the name of the member it is the value of.
 * @throws AppError `invalid_request` for a value of very many parts or nested very deeply.
 */
export function walk(body: unknown, visit: (text: string, name: string) => void): void {
  const waiting: { value: unknown; name: string; depth: number }[] = [{ value: body, name: '', depth: 0 }];
  let seen = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, name, depth } = next;
    if (typeof value === 'string') visit(value, name);
    if (typeof value !== 'object' || value === null) continue;
    const parts = Object.entries(value);
    seen += parts.length;
    if (seen > MOST_VALUES || depth > DEEPEST) throw tooMuch();
    for (const [key, part] of parts) {
      if (!Array.isArray(value)) visit(key, '');
      waiting.push({ value: part, name: key, depth: depth + 1 });
    }
  }
}
