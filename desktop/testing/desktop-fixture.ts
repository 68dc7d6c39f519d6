import { cp, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserServer } from 'playwright';
import { afterAll, beforeAll, vi } from 'vitest';
import type { ChangedSettings, ParleyBridge, QuickAddBridge } from '../ipc-contract.ts';
import { buildDesktop } from './build-desktop.ts';
import {
  type DesktopUnderTest,
  type LaunchOptions,
  launchDesktop,
  sharedBrowser,
} from './electron-double/launch-desktop.ts';
import { type ScriptedApi, startScriptedApi } from './scripted-api.ts';

declare global {
  interface Window {
    readonly parley?: ParleyBridge;
    readonly parleyQuickAdd?: QuickAddBridge;
  }
}

/** The API that the apps of a test file share, and how they are started. */
export interface DesktopFixture {
  api: () => ScriptedApi;
  /** Starts the app and waits until it shows its window; the test closes it. */
  launch: (options?: Partial<LaunchOptions>) => Promise<DesktopUnderTest>;
  /** Fills a home with what an app leaves there in which Alice signed in; the app is started once for a test file. */
  fillSignedIn: (home: string) => Promise<void>;
}

/**
 * Builds the app once, and gives a test file a browser and an API.
 *
 * @param options.canCrash whether a page crashes in one of the tests
 */
export function useDesktop({ canCrash = false } = {}): DesktopFixture {
  let browser: BrowserServer;
  let api: ScriptedApi;
  let signedIn: Promise<string> | undefined;
  const running = new Set<DesktopUnderTest>();
  // Starting an app takes seconds on a busy machine, and some tests start several.
  vi.setConfig({ testTimeout: 90_000, hookTimeout: 180_000 });
  beforeAll(async () => {
    await buildDesktop();
    [browser, api] = await Promise.all([sharedBrowser(canCrash), startScriptedApi()]);
  });
  afterAll(async () => {
    await Promise.all([...running].map((desktop) => desktop.close()));
    await api.close();
    if (signedIn) await rm(await signedIn, { recursive: true, force: true });
  });
  const launch: DesktopFixture['launch'] = async (options = {}) => {
    const desktop = await launchDesktop({ browser, server: api.url, ...options });
    const close = desktop.close;
    desktop.close = async () => {
      if (!running.delete(desktop)) return;
      await expectNoSecret(desktop, api.secrets).finally(close);
    };
    running.add(desktop);
    await desktop.run(({ waitFor, BrowserWindow, double }) =>
      waitFor(
        () =>
          BrowserWindow.getAllWindows().length === 2 &&
          double.journal.some(({ call }) => call === 'nativeTheme.themeSource'),
        60_000,
      ),
    );
    await desktop.run(({ waitFor, page }) =>
      waitFor(
        async () =>
          (await (await page('main')).evaluate(() => typeof window.parley)) === 'object' &&
          (await (await page('quickAdd')).evaluate(() => typeof window.parleyQuickAdd)) === 'object',
        60_000,
      ),
    );
    const isHidden = options.argv?.includes('--hidden') === true || options.double?.wasOpenedAtLogin === true;
    if (!isHidden) await desktop.run(({ waitFor, window }) => waitFor(() => window().isVisible(), 60_000));
    return desktop;
  };
  const makeSignedIn = async (): Promise<string> => {
    const home = await mkdtemp(path.join(tmpdir(), 'parley-signed-in-'));
    const desktop = await launch({ home });
    await signIn(desktop);
    await desktop.close();
    return home;
  };
  return {
    api: () => api,
    launch,
    fillSignedIn: async (home) => cp(await (signedIn ??= makeSignedIn()), home, { recursive: true }),
  };
}

/** Whatever a test did, its tokens are in no file of the profile and in nothing the app printed. */
async function expectNoSecret(desktop: DesktopUnderTest, secrets: ScriptedApi['secrets']): Promise<void> {
  const entries = await readdir(desktop.userData, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (file) => {
      // A file may be replaced, or a test's own gigabyte.
      const found = await stat(file).catch(() => null);
      return found === null || found.size > 20_000_000 ? '' : readFile(file, 'latin1').catch(() => '');
    }),
  );
  for (const secret of Object.values(secrets)) {
    const place = files.find((_file, index) => texts[index]?.includes(secret));
    if (place !== undefined) throw new Error(`A token was left in ${place}.`);
    if (desktop.output().includes(secret)) throw new Error('A token was printed.');
  }
}

/** Signs Alice in through the bridge, as the sign-in page does. */
export function signIn(desktop: DesktopUnderTest): Promise<unknown> {
  return desktop.run(async ({ page }) =>
    (await page()).evaluate(() => window.parley?.signIn({ email: 'alice@example.com', password: 'correct horse' })),
  );
}

/**
 * Listens for what the page is asked to open. Waits until it does: what is asked before is heard by nobody.
 *
 * @returns what was asked first.
 */
export async function listenForOpen(desktop: DesktopUnderTest): Promise<() => Promise<unknown>> {
  await desktop.run(async ({ page }) =>
    (await page()).evaluate(() => {
      Object.assign(window, { opened: new Promise((resolve) => void window.parley?.onOpen(resolve)) });
    }),
  );
  return () => desktop.run(async ({ page }) => (await page()).evaluate(() => Reflect.get(window, 'opened')));
}

/** Changes settings through the bridge, as the settings page does; answers the state afterwards. */
export function changeSettings(desktop: DesktopUnderTest, settings: ChangedSettings): Promise<unknown> {
  return desktop.run(
    async ({ page }, wanted) => (await page()).evaluate((each) => window.parley?.updateSettings(each), wanted),
    settings,
  );
}

/** The arguments of every call of one name that the app made to Electron so far. */
export function callsOf(desktop: DesktopUnderTest, call: string): Promise<unknown[][]> {
  return desktop.run(
    ({ double }, name) => double.journal.filter((entry) => entry.call === name).map((entry) => entry.arguments),
    call,
  );
}
