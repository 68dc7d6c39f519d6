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
    if (seen > MOST_VALUES || depth > DEEPEST)
      throw new AppError('invalid_request', 'The body has too many parts, or is nested too deeply.');
    for (const [key, part] of parts) {
      if (!Array.isArray(value)) visit(key, '');
      waiting.push({ value: part, name: key, depth: depth + 1 });
    }
  }
}
