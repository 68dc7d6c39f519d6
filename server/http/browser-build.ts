import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../ground/errors.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What the browser build is made from; a list of single files would miss the next one. */
const SOURCES = ['desktop', 'words', 'package-lock.json'];
const NOT_BUILT = /[\\/](?:main|preload|packaging|testing|e2e)[\\/]|\.(?:test|spec)\.tsx?$/;

export const BROWSER_BUILD = join(ROOT, 'out', 'browser');

/**
 * Builds the browser app when there is no build yet or a source is newer.
 *
 * @throws AppError `internal_error` when the build fails.
 */
export async function ensureBrowserBuild(announce: (message: string) => void): Promise<void> {
  const [built, changed] = await Promise.all([
    modifiedAt(join(BROWSER_BUILD, 'index.html')),
    newestOf(SOURCES.map((source) => join(ROOT, source))),
  ]);
  // An installation without sources has its build, and nothing to make another from.
  if (built >= changed) return;
  announce('Building the app…');
  const output: Buffer[] = [];
  const code = await new Promise<number | null>((resolve, reject) => {
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
    const child = spawn(process.execPath, [vite, 'build', '--config', 'desktop/vite.config.ts', '--logLevel', 'warn'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0)
    throw new AppError('internal_error', `The app could not be built:\n${Buffer.concat(output).toString()}`);
}

async function newestOf(paths: string[]): Promise<number> {
  return Math.max(0, ...(await Promise.all(paths.map(newestIn))));
}

async function newestIn(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (!entries) return modifiedAt(path);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return newestOf(files.filter((file) => !NOT_BUILT.test(file)));
}

async function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
