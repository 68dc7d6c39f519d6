import { defineConfig } from 'playwright/test';
import { findChromium } from './find-chromium.ts';

/** Whole journeys: the browser build in real Chromium, against a real server on its own data. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  // Those need the real Electron, and have a configuration of their own.
  testIgnore: 'electron/**',
  outputDir: '../../test-results',
  globalSetup: './global-setup.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: await findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
