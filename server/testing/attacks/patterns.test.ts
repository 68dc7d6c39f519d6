import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { languagePacks } from '../../languages/spoken-languages.ts';
import { findPatterns, nearMissesOf, timePattern } from './pattern-attacks.ts';

/** The longest text that patterns are tried on; what is longer is cut before. */
const LENGTH = 1_500;
/** A message is tried on some hundred patterns, with rests for others between its requests only. */
const LONGEST_MS = 60;
const seed = Number(import.meta.env['PARLEY_LOOP_SEED'] ?? 13);
/** How many texts each pattern is tried on. */
const texts = Number(import.meta.env['PARLEY_LOOP_RUNS'] ?? 3);

test.each(languagePacks.map((pack) => [pack.tag, pack] as const))(
  'no pattern of the offline model is slow for a text that nearly matches it: %s',
  (_tag, pack) => {
    const slow = findPatterns(pack).flatMap((pattern, index) =>
      fc
        .sample(nearMissesOf(pattern, LENGTH), { seed: seed + index, numRuns: texts })
        .filter((text) => timePattern(pattern, text) > LONGEST_MS && timePattern(pattern, text) > LONGEST_MS)
        .map((text) => `${pattern.source.slice(0, 120)} takes too long for ${JSON.stringify(text.slice(0, 80))}…`),
    );
    expect(slow).toEqual([]);
  },
  600_000,
);
