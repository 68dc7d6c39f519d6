import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import sparticuzChromium from '@sparticuz/chromium';
import { chromium } from 'playwright';

/** The browser to test in: the one that is named, the one Playwright installed, or the one npm brought (Linux x64). */
export async function findChromium(): Promise<string> {
  const named = process.env['PARLEY_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const installed = chromium.executablePath();
  return existsSync(installed) ? installed : unpackChromium();
}

/**
 * The package unpacks its browser into the one temporary directory of all users, where only who came first may run it
 * and who comes meanwhile finds half of it: so each user gets a directory, moved into place when it is whole.
 */
async function unpackChromium(): Promise<string> {
  const own = join(tmpdir(), `parley-chromium-${userInfo().username}`);
  const program = join(own, 'chromium');
  if (existsSync(program)) return program;
  const partial = await mkdtemp(`${own}-`);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = partial;
  try {
    await sparticuzChromium.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  // Another process may have been quicker: its copy is as good.
  await rename(partial, own).catch(() => rm(partial, { recursive: true, force: true }));
  return program;
}
