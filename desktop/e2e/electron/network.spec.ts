import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { type RealApp, askPage, launchApp, signIn } from './launch-app.ts';

let real: RealApp;
test.afterEach(() => real?.close());

/** Quits the app, and reads from Chromium's own log of the network whom it asked for anything or looked up. */
async function readPeers(log: string): Promise<string[]> {
  await real.quit();
  const text = await readFile(log, 'utf8');
  const named = [...text.matchAll(/"(?:url|host)":"([^"]+)"/g)].map(([, address = '']) => address);
  // A host that is looked up comes with its scheme or without one.
  const hosts = named.map((address) => (URL.parse(address)?.hostname ?? address).replace(/:\d+$/, ''));
  return [...new Set(hosts)].filter((host) => !['', '127.0.0.1', '~notfound'].includes(host)).toSorted();
}

/** Starts the app where nothing gets further than this computer, and what tries to is in the log all the same. */
async function launchWatched(): Promise<string> {
  const log = path.join(await mkdtemp(path.join(tmpdir(), 'parley-network-')), 'log.json');
  const nowhere = ['--no-proxy-server', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'];
  real = await launchApp({ arguments: [`--log-net-log=${log}`, ...nowhere] });
  return log;
}

test('E-22 E-86 asks nobody but its server, from the start to after signing in', async () => {
  const log = await launchWatched();
  const page = await real.app.firstWindow();
  await page.getByLabel('Email').fill('mispelt@example.com');
  await page.waitForTimeout(2000);
  await signIn(real);
  for (const name of ['Tasks', 'Chat', 'Profile', 'Dashboard']) {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Chat', exact: true }).click();
  await page.locator('openai-chatkit').getByRole('textbox').fill('a mispelt wrod');
  await page.waitForTimeout(2000);
  expect(await readPeers(log)).toEqual([]);
});

test('E-22 asks for a dictionary when somebody chose a language, and not before they sign in', async () => {
  test.skip(process.platform === 'darwin', 'macOS has dictionaries of its own.');
  const log = await launchWatched();
  const asked = (language: string) =>
    askPage(real, `parley.updateSettings({ spellCheckLanguages: ['${language}'] }).then(() => true)`);
  await expect.poll(() => asked('fr')).toBe(true);
  await expect.poll(() => asked('es')).toBe(true);
  await signIn(real);
  await expect.poll(() => readFile(log, 'utf8').catch(() => ''), { timeout: 15_000 }).toContain('/es-es-');
  expect(await readPeers(log)).toEqual(['redirector.gvt1.com']);
  expect(await readFile(log, 'utf8')).not.toContain('/fr-fr-');
});
