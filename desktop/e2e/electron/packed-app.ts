import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { test } from 'playwright/test';
import { LAYOUT, type PackedPlatform } from '../../packaging/check-package.ts';
import { type ScriptedApi, startScriptedApi } from '../../testing/scripted-api.ts';

const release = fileURLToPath(new URL('../../../release', import.meta.url));
const DIRECTORIES: Record<PackedPlatform, string[]> = {
  linux: ['linux-unpacked', 'linux-arm64-unpacked'],
  win32: process.arch === 'arm64' ? ['win-arm64-unpacked'] : ['win-unpacked'],
  darwin: ['mac-universal', 'mac', 'mac-arm64'],
};

/** A copy of the packed app, to be started and broken at will. */
export interface PackedApp {
  directory: string;
  program: string;
  resources: string;
  platform: PackedPlatform;
}

/** Where electron-builder left the app of this system; null when nothing was packed here. */
const packed: { directory: string; platform: PackedPlatform } | null = findPacked();

/** Copies the packed app; skips the test where there is none. */
export async function copyPackedApp(): Promise<PackedApp> {
  test.skip(packed === null, 'There is no packed app here; "npm run package" makes one.');
  const { directory: from, platform } = packed ?? { directory: '', platform: 'linux' };
  const directory = await mkdtemp(path.join(tmpdir(), 'parley-packed-'));
  await cp(from, directory, { recursive: true, verbatimSymlinks: true });
  const { program, resources } = LAYOUT[platform];
  return {
    directory,
    program: path.join(directory, program),
    resources: path.join(directory, resources),
    platform,
  };
}

/** Switches the fuse that closes Node's inspector back on. */
export async function openInspectFuse(app: PackedApp): Promise<void> {
  const target = app.platform === 'darwin' ? path.join(app.directory, 'Parley.app') : app.program;
  await flipFuses(target, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: app.platform === 'darwin',
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** The packed app, running with a profile of its own and a server that notes what it asks. */
export interface RunningApp {
  api: ScriptedApi;
  process: ChildProcess;
  profile: string;
  output: () => string;
  /** Milliseconds until the page asked the server for the first time. */
  started: () => Promise<number>;
  /** Resolves with the exit code, null for a signal. */
  exited: Promise<number | null>;
  close: () => Promise<void>;
}

/** Starts a copy; what no test looks at stays as people have it. */
export async function startPackedApp(
  app: PackedApp,
  options: { arguments?: string[]; environment?: Record<string, string>; profile?: string } = {},
): Promise<RunningApp> {
  const api = await startScriptedApi();
  const profile = options.profile ?? (await mkdtemp(path.join(tmpdir(), 'parley-profile-')));
  const flags = app.platform === 'linux' ? ['--no-sandbox'] : [];
  const before = performance.now();
  const child = spawn(app.program, [...flags, ...(options.arguments ?? [])], {
    env: {
      ...process.env,
      PARLEY_SERVER: api.url,
      PARLEY_PROFILE_DIR: profile,
      PARLEY_DISABLE_UPDATES: '1',
      ...options.environment,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    api,
    process: child,
    profile,
    output: () => output,
    started: async () => {
      while (api.seen.length === 0) {
        if (performance.now() - before > 30_000) throw new Error(`It did not start in 30 s.\n${output}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return performance.now() - before;
    },
    exited,
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
      await api.close();
    },
  };
}

function findPacked(): typeof packed {
  const { platform } = process;
  if (platform !== 'linux' && platform !== 'win32' && platform !== 'darwin') return null;
  const names = existsSync(release) ? readdirSync(release) : [];
  const name = DIRECTORIES[platform].find((each) => names.includes(each));
  return name === undefined ? null : { directory: path.join(release, name), platform };
}
