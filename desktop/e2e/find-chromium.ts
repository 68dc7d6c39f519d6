import { existsSync } from 'node:fs';
import sparticuzChromium from '@sparticuz/chromium';
import { chromium } from 'playwright';

/** The browser to test in: the one that is named, the one Playwright installed, or the one npm brought (Linux x64). */
export async function findChromium(): Promise<string> {
  const named = process.env['PARLEY_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const installed = chromium.executablePath();
  return existsSync(installed) ? installed : sparticuzChromium.executablePath();
}
