import { createContext, Script } from 'node:vm';
import * as fc from 'fast-check';

/** What each pattern may cost for the longest text it is tried on, in milliseconds of the processor. */
const WORTH_ENDING_MS = 200;
const SEPARATORS = ['', ' ', '  ', ', ', '.', '\n', '-', ': ', '!', '"', "'"];
const ENDS = ['\u0001', '', ' x', '\n', '.', '0', '"'];

/** The patterns among the values of an object and what it is made of. */
export function findPatterns(value: unknown, seen = new Set<unknown>()): RegExp[] {
  if (value instanceof RegExp) return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.values(value).flatMap((part) => findPatterns(part, seen));
}

/**
 * Texts that nearly match a pattern: a few of its own words again and again, behind one of them, with something after
 * them that ends no match.
 */
export function nearMissesOf({ source }: RegExp, length: number): fc.Arbitrary<string> {
  const words = wordsOf(source);
  const piece = fc.constantFrom(...words, ...SEPARATORS);
  return fc
    .record({
      head: fc.array(piece, { maxLength: 3 }),
      pump: fc.array(piece, { minLength: 1, maxLength: 4 }),
      between: fc.constantFrom(...SEPARATORS),
      end: fc.constantFrom(...ENDS),
    })
    .map(({ head, pump, between, end }) => {
      const pumped = `${pump.join(between)}${between}` || ' ';
      return `${head.join(' ')}${pumped.repeat(Math.ceil(length / pumped.length))}`.slice(0, length) + end;
    });
}

/** How long a pattern takes for a text, in milliseconds of the processor; one that would not end is ended. */
export function timePattern(pattern: RegExp, text: string): number {
  const before = process.threadCpuUsage();
  Object.assign(TRIAL, { pattern: new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/gu, '')), text });
  try {
    TRY.runInContext(TRIAL, { timeout: WORTH_ENDING_MS });
  } catch {
    return Number.POSITIVE_INFINITY;
  }
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

const TRIAL = createContext({});
const TRY = new Script('pattern.exec(text)');

/** What stands in a pattern as it is to be read: words, and the signs of its classes. */
function wordsOf(source: string): string[] {
  const plain = source
    .replaceAll(/\\[pP]\{[^}]*\}|\\[a-zA-Z]|\(\?<?[=!]|\(\?(?:<\w+>|:)|\{\d+,?\d*\}/gu, '\0')
    .replaceAll(/[()^$*+?|\\[\]]/gu, '\0');
  const parts = plain.split('\0').filter((part) => part !== '');
  return [...new Set([...parts, ...parts.flatMap((part) => (part.length < 6 ? [...part] : []))])]
    .slice(0, 400)
    .concat('a');
}
