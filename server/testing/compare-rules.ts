import { startVitest } from 'vitest/node';

/**
 * `node server/testing/compare-rules.ts 100000 7`: compares so many random series, of this seed, with the library rrule and
 * with a slow enumeration of days. CI compares a few hundred.
 */
const [numRuns = 20_000, seed = 1] = process.argv.slice(2).map(Number);
const vitest = await startVitest('test', ['next-occurrence.differential'], {
  config: 'server/vitest.config.ts',
  watch: false,
  testTimeout: 0,
  provide: { comparedSeries: { numRuns, seed } },
});
await vitest.close();
