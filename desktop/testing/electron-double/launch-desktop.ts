import { type ChildProcess, fork } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserServer, chromium } from 'playwright';
import { COMPILE_CACHE } from '../../../server/testing/compile-cache.ts';
import { findChromium } from '../../e2e/find-chromium.ts';
import type { InsideApp } from './control.ts';
import type { DoubleConfig } from './double-state.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const REGISTER = fileURLToPath(new URL('./register.ts', import.meta.url));

/** How to start the app for one test. */
export interface LaunchOptions {
  /** Null for an app that ends before it would open a window: most of what a start costs is being ready for one. */
  browser: BrowserServer | null;
  /** The API the app talks to. */
  server: string;
  double?: Partial<DoubleConfig>;
  argv?: string[];
  environment?: Record<string, string>;
  /** A profile to start with, from an earlier run. */
  home?: string;
  /** Another build than the one in `out/`. */
  bundle?: string;
}

/** The app, running in a process of its own with the double in place of Electron. */
export interface DesktopUnderTest {
  /** Runs a function inside the app's process; it sees its arguments only. */
  run: <Argument, Result>(
    inside: (api: InsideApp, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ) => Promise<Result>;
  home: string;
  userData: string;
  process: ChildProcess;
  /** Resolves with the exit code. */
  exited: Promise<number | null>;
  output: () => string;
  /** What it called in Electron; known once it ended by itself. */
  calls: () => string[];
  /** Ends the app; fails when it used something the double does not know. */
  close: () => Promise<void>;
}

const shared = new Map<boolean, Promise<BrowserServer>>();

/**
 * The one Chromium that all test files of a worker share between their apps; it ends with the worker.
 *
 * @param canCrash for tests in which a page crashes: each window has a process of its own then, as in Electron. Otherwise
 * the windows of an app share one, which takes a third less of the processor to start.
 */
export function sharedBrowser(canCrash = false): Promise<BrowserServer> {
  const browser = shared.get(canCrash) ?? launchBrowser(canCrash ? [] : ['--renderer-process-limit=1']);
  shared.set(canCrash, browser);
  return browser;
}

/** Starts a Chromium for apps. */
export async function launchBrowser(more: string[] = []): Promise<BrowserServer> {
  return chromium.launchServer({
    executablePath: await findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // One target per page keeps the frames inside it within reach of one debugging session.
      '--disable-site-isolation-trials',
      '--disable-features=IsolateOrigins,site-per-process',
      ...more,
    ],
  });
}

/** Starts the built app. */
export async function launchDesktop(options: LaunchOptions): Promise<DesktopUnderTest> {
  const home = options.home ?? (await mkdtemp(path.join(tmpdir(), 'parley-desktop-')));
  const userData = path.join(home, 'profile');
  const resourcesPath = path.join(home, 'resources');
  await mkdir(resourcesPath, { recursive: true });
  await symlink(path.join(root, 'desktop/packaging/tray'), path.join(resourcesPath, 'tray')).catch(() => undefined);
  const config: DoubleConfig = {
    platform: 'linux',
    appPath: root,
    resourcesPath,
    userData,
    isPackaged: true,
    version: '0.1.0',
    browserEndpoint: options.browser?.wsEndpoint() ?? null,
    keyring: 'gnome_libsecret',
    keyringLatency: 0,
    hasTray: true,
    launchUrl: null,
    hasLoopback: false,
    takenShortcuts: [],
    isTaskbarDark: false,
    displays: [{ x: 0, y: 0, width: 1920, height: 1080 }],
    isOnline: true,
    languages: ['en-US'],
    wasOpenedAtLogin: false,
    loginItemStatus: 'enabled',
    toastActivations: [],
    ...options.double,
  };
  const child = fork(
    options.bundle ?? process.env['PARLEY_DESKTOP_BUNDLE'] ?? path.join(root, 'out/main/index.js'),
    options.argv ?? [],
    {
      execArgv: ['--expose-gc', '--import', REGISTER],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        NODE_COMPILE_CACHE: COMPILE_CACHE,
        TZ: process.env['TZ'],
        PARLEY_SERVER: options.server,
        PARLEY_DISABLE_UPDATES: '1',
        PARLEY_DOUBLE: JSON.stringify(config),
        ...options.environment,
      },
    },
  );
  return control(child, home, userData, options.home === undefined);
}

interface ChildMessage {
  id?: number;
  value?: unknown;
  error?: string;
  ready?: boolean;
  exiting?: boolean;
  gaps?: string[];
  calls?: string[];
}

async function control(
  child: ChildProcess,
  home: string,
  userData: string,
  ownsHome: boolean,
): Promise<DesktopUnderTest> {
  let output = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let nextId = 1;
  let gaps: string[] = [];
  let calls: string[] = [];
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: ChildMessage) => {
      if (message.ready) resolve();
      if (message.gaps) gaps = message.gaps;
      if (message.calls) calls = message.calls;
      const found = waiting.get(message.id ?? 0);
      if (message.error !== undefined) found?.reject(new Error(message.error));
      else found?.resolve(message.value as never);
    });
    void exited.then((code) => {
      resolve();
      for (const { reject: fail } of waiting.values()) fail(new Error(`The app ended.\n${output}`));
      return code;
    });
    child.once('error', reject);
  });
  await ready;
  const run: DesktopUnderTest['run'] = (inside, argument) =>
    new Promise((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, { resolve, reject });
      child.send({ id, source: inside.toString(), argument: argument ?? null }, (error) => error && reject(error));
    });
  return {
    run,
    home,
    userData,
    process: child,
    exited,
    output: () => output,
    calls: () => calls,
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        gaps = await run(({ double }) => double.gaps).catch(() => gaps);
        child.kill('SIGKILL');
      }
      await exited;
      if (ownsHome) await rm(home, { recursive: true, force: true });
      if (gaps.length > 0) throw new Error(`The app used what the double does not know: ${gaps.join(', ')}`);
    },
  };
}
