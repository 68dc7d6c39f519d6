import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const OUTPUTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/preload/quick-add.cjs', 'out/renderer/index.html'];
/** What a build is not made from; a list of what it is made from would miss the next file. */
const NOT_BUILT = /^(?:testing|e2e|packaging)$|\.(?:test|spec)\.tsx?$/;
const LOCK_STALE_MS = 120_000;

/**
 * Builds the desktop app into `out/` when a source is newer than the last build; test files may ask at the same time.
 *
 * @returns the directory of the build
 */
export async function buildDesktop(): Promise<string> {
  const lock = path.join(root, 'node_modules/.parley-desktop-build');
  while (!takeLock(lock)) await sleep(200);
  try {
    if (isStale()) build();
  } finally {
    rmdirSync(lock);
  }
  return path.join(root, 'out');
}

function build(): void {
  const built = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
      'build',
      '--config',
      'desktop/electron.vite.config.ts',
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (built.status !== 0) throw new Error(`The desktop app does not build:\n${built.stdout}\n${built.stderr}`);
}

function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const held = statSync(lock, { throwIfNoEntry: false });
    if (held && Date.now() - held.mtimeMs > LOCK_STALE_MS) rmdirSync(lock);
    return false;
  }
}

function isStale(): boolean {
  const built = OUTPUTS.map((file) => statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return newest([path.join(root, 'desktop'), path.join(root, 'words')]) > Math.min(...built);
}

function newest(paths: string[]): number {
  const times = paths.map((each) => {
    const found = statSync(each, { throwIfNoEntry: false });
    if (!found) return 0;
    if (!found.isDirectory()) return found.mtimeMs;
    return newest(
      readdirSync(each)
        .filter((name) => !NOT_BUILT.test(name))
        .map((name) => path.join(each, name)),
    );
  });
  return Math.max(0, ...times);
}
