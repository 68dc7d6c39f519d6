import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ElectronApplication, _electron, test } from 'playwright/test';
import { findElectron } from '../../find-electron.ts';
import { type ScriptedApi, startScriptedApi } from '../../testing/scripted-api.ts';
import { writeShellWatch } from './watch-shell.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Why the specs of a file do not run; null where they do. */
export const whyNot: string | null =
  findElectron() === null ? 'The Electron program is not installed here; "npx install-electron" gets it.' : null;

/** The real app and the API it talks to. */
export interface RealApp {
  app: ElectronApplication;
  api: ScriptedApi;
  profile: string;
  /** Quits as the menu does; resolves with how many milliseconds that took. */
  quit: () => Promise<number>;
  close: () => Promise<void>;
}

/**
 * Starts the built app in the real Electron, with a profile of its own.
 *
 * @param options.arguments further command line arguments
 */
export async function launchApp(options: { arguments?: string[]; profile?: string } = {}): Promise<RealApp> {
  test.skip(whyNot !== null, whyNot ?? '');
  const api = await startScriptedApi();
  const profile = options.profile ?? (await mkdtemp(path.join(tmpdir(), 'parley-electron-')));
  const app = await _electron.launch({
    executablePath: findElectron() ?? '',
    args: [
      '-r',
      await writeShellWatch(profile),
      root,
      ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
      ...(options.arguments ?? []),
    ],
    cwd: root,
    env: {
      ...definedEnvironment(),
      PARLEY_SERVER: api.url,
      PARLEY_PROFILE_DIR: profile,
      PARLEY_DISABLE_UPDATES: '1',
    },
  });
  return {
    app,
    api,
    profile,
    quit: async () => {
      const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
      const before = performance.now();
      await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
      await ended;
      return performance.now() - before;
    },
    close: async () => {
      await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined);
      await app.close().catch(() => undefined);
      await api.close();
    },
  };
}

/**
 * Asks the main window's page something through the app, since Playwright lets go of a page that crashed.
 *
 * @returns null when it does not answer
 */
export function askPage(real: RealApp, code: string): Promise<unknown> {
  return real.app.evaluate(({ BrowserWindow }, asked) => {
    const main = BrowserWindow.getAllWindows().find((window) => window.getTitle() !== 'Parley quick add');
    const late = new Promise<null>((resolve) => void setTimeout(() => resolve(null), 1000));
    return Promise.race([main?.webContents.executeJavaScript(asked), late]);
  }, code);
}

/** Signs Alice in, as the sign-in page does. */
export async function signIn(real: RealApp): Promise<unknown> {
  const page = await real.app.firstWindow();
  return page.evaluate(() => window.parley?.signIn({ email: 'alice@example.com', password: 'correct horse' }));
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
