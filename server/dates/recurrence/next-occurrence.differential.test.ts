import * as fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { anySeries } from '../../testing/rules/any-rule.ts';
import { compareSeries } from '../../testing/rules/compare-series.ts';

/** A few hundred in CI; `node server/testing/compare-rules.ts 100000 7` compares more, of another seed. */
const { numRuns, seed } = inject('comparedSeries');

test('a series is what a slow enumeration and the library rrule say', () => {
  const compared = { all: 0, withLibrary: 0, none: 0 };
  fc.assert(
    fc.property(anySeries, (series) => {
      const comparison = compareSeries(series);
      if (comparison === undefined) {
        compared.none += 1;
        return;
      }
      const { rrule, ours, slow, library, oursLate, slowLate } = comparison;
      compared.all += 1;
      expect(ours, rrule).toEqual(slow);
      expect(oursLate, rrule).toBe(slowLate);
      if (library === undefined) return;
      compared.withLibrary += 1;
      expect(library, rrule).toEqual(slow);
    }),
    { seed, numRuns },
  );
  // Few rules never happen, and the library reads most as we do.
  expect(compared.all).toBeGreaterThan(numRuns * 0.8);
  expect(compared.withLibrary).toBeGreaterThan(numRuns * 0.5);
});
