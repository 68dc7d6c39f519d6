import { defineConfig } from 'vitest/config';

/** Unit and integration tests of server and desktop; whole journeys are Playwright's (desktop/e2e). */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['server/**/*.test.ts', 'desktop/**/*.test.{ts,tsx}', 'migrations/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'desktop/e2e/**'],
    globalSetup: ['server/testing/global-setup.ts'],
    provide: { comparedSeries: { numRuns: 400, seed: 12 } },
    testTimeout: 60_000,
    // How long something may take to come true on a busy machine; a test that asks for less says so.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 180_000,
    // A busy machine can let something be waited for in vain once; what is wrong is wrong again. The report says "retry".
    retry: { count: 1, condition: /tim(?:ed ?|e ?)out|did not come true in/i },
    pool: 'forks',
    // Files share what they import: loading it anew for each costs more than a third of the time of the server's tests.
    isolate: false,
    maxWorkers: 2,
  },
});
