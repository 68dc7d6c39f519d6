import { createContext, Script } from 'node:vm';
import * as fc from 'fast-check';
import { writeNearMiss } from './near-miss.ts';

/** How long a pattern is tried, by the clock: on a busy machine that is much less of the processor's time. */
const WORTH_ENDING_MS = 2_000;
/** The patterns among the values of an object and what it is made of. */
export function findPatterns(value: unknown, seen = new Set<unknown>()): RegExp[] {
  if (value instanceof RegExp) return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.values(value).flatMap((part) => findPatterns(part, seen));
}

/** Texts that nearly match a pattern. */
export function nearMissesOf({ source }: RegExp, length: number): fc.Arbitrary<string> {
  return fc.noBias(fc.nat()).map((seed) => writeNearMiss(source, numbersFrom(seed), length));
}

/** Even numbers from 0 to 1, always the same ones for a seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const twice = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((twice ^ (twice >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How long a pattern takes for a text, in milliseconds of the processor; one that does not end is ended, and at least that long. */
export function timePattern(pattern: RegExp, text: string): number {
  const before = process.threadCpuUsage();
  Object.assign(TRIAL, { pattern: new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/gu, '')), text });
  try {
    TRY.runInContext(TRIAL, { timeout: WORTH_ENDING_MS });
  } catch {
    // It was ended: what it took until then is the least that it takes.
  }
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

const TRIAL = createContext({});
const TRY = new Script('pattern.exec(text)');
