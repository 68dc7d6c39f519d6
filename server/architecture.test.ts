import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What each folder of the server may import, besides itself and the files at the top of `server/`. */
const ARROWS: Record<string, string[]> = {
  http: ['database', 'models', 'chat', 'mcp'],
  auth: ['database'],
  chat: ['chatkit', 'agent', 'mcp', 'models', 'database', 'offline-model', 'dates'],
  chatkit: [],
  agent: ['mcp', 'models', 'database', 'offline-model', 'dates'],
  'offline-model': ['dates'],
  mcp: ['models', 'database', 'dates'],
  models: ['database'],
  dates: [],
  database: [],
};
/** The files that put the parts together; nothing imports them but each other. */
const COMPOSITION = new Set(['main.ts', 'app.ts', 'run-server.ts', 'start-server.ts']);

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter(
      (file) =>
        /\.tsx?$/.test(file) &&
        !/\.(?:test|spec)\.tsx?$/.test(file) &&
        !/[\\/](?:testing|conformance|e2e)[\\/]/.test(file),
    );
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  return [
    ...source.matchAll(/^\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gms),
  ].flatMap(([, from, bare, dynamic]) => [from ?? bare ?? dynamic ?? '']);
}

/** Imports of our own files, as paths from the root. */
function ownImports(file: string): string[] {
  return importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => relative(ROOT, resolve(ROOT, dirname(file), specifier)))
    .filter((target) => !target.startsWith('node_modules'));
}

describe('imports of the server', () => {
  test.each(Object.entries(ARROWS))('%s imports only what it may', (folder, allowed) => {
    const wrong = sourceFiles(join('server', folder)).flatMap((file) =>
      ownImports(file)
        .filter((target) => !isAllowed(target, folder, allowed))
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('every folder has its arrows', () => {
    const folders = readdirSync(join(ROOT, 'server'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(
      folders
        .map(({ name }) => name)
        .filter((name) => name !== 'testing')
        .toSorted(),
    ).toEqual(Object.keys(ARROWS).toSorted());
  });
});

function isAllowed(target: string, folder: string, allowed: string[]): boolean {
  const [top, name = '', ...rest] = target.split(sep);
  if (top !== 'server') return target === 'knexfile.ts' && folder === 'database';
  if (rest.length === 0) return folder !== 'chatkit' && !COMPOSITION.has(name);
  return name === folder || allowed.includes(name);
}

describe('imports of the desktop', () => {
  test('the renderer and the chat element know neither Electron nor the server', () => {
    const wrong = [...sourceFiles('desktop/renderer'), ...sourceFiles('desktop/chatkit-element')].flatMap((file) =>
      [
        ...importsOf(file).filter((specifier) => /^electron(?:$|\/|-)/.test(specifier)),
        ...ownImports(file).filter(
          (target) => /^(?:server|migrations)\b/.test(target) || /^desktop[\\/](?:main|preload)\b/.test(target),
        ),
      ].map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the main process does not carry the server', () => {
    const wrong = [...sourceFiles('desktop/main'), ...sourceFiles('desktop/preload')].filter((file) =>
      ownImports(file).some((target) => /^(?:server|desktop[\\/]renderer)\b/.test(target)),
    );
    expect(wrong).toEqual([]);
  });
});

test('only the two config files read the environment', () => {
  const readers = [...sourceFiles('server'), ...sourceFiles('desktop')].filter((file) =>
    /process\.env/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(readers.filter((file) => !file.endsWith('config.ts'))).toEqual([]);
});

test('no file is longer than one thing should be', () => {
  const long = [...sourceFiles('server'), ...sourceFiles('desktop')].filter(
    (file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 300,
  );
  expect(long).toEqual([]);
});
