import { defineConfig } from 'playwright/test';

/** The built app in the real Electron; skips where its program is not installed. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../../test-results/electron',
  // One app at a time: there is one tray, one keyring and one clipboard.
  workers: 1,
  timeout: 60_000,
  forbidOnly: true,
  reporter: 'list',
});
