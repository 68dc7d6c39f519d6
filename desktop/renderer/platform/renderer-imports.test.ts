import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** These run in Node when the app is built. */
const BUILD_FILES = new Set(['vite-shared.ts', 'precompress.ts']);
/** The small pages beside the app have a bridge of their own, or one button of it. */
const OWN_PAGES = /^(?:quick-add|crashed)\//;
const root = fileURLToPath(new URL('..', import.meta.url));
const sources = globSync('**/*.{ts,tsx,html,js}', { cwd: root })
  .filter((path) => !path.includes('.test.') && !path.startsWith('testing') && !BUILD_FILES.has(path))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(`${root}/${path}`, 'utf8') }));

function importsOf(text: string): { target: string; isType: boolean }[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => ({
    target: match[1] ?? '',
    isType: /(?:import|export) type [^;]*$/.test(text.slice(0, match.index)),
  }));
}

describe('the renderer', () => {
  it('is looked at whole', () => {
    expect(sources.length).toBeGreaterThan(60);
  });

  it('imports nothing of the server, the main process, Node or the shell', () => {
    const forbidden = sources.flatMap(({ path, text }) =>
      importsOf(text)
        .filter(({ target }) => /^(electron|node:)|\/server\/|\/main\/|\/preload\//.test(target))
        .map(({ target }) => `${path} → ${target}`),
    );
    expect(forbidden).toEqual([]);
  });

  it('knows the bridge by its types alone, and only in the platform', () => {
    const users = sources.filter(({ text }) => importsOf(text).some(({ target }) => target.includes('ipc-contract')));
    expect(users.filter(({ path }) => !path.startsWith('platform/') && !OWN_PAGES.test(path))).toEqual([]);
    const imports = users.flatMap(({ text }) => importsOf(text));
    expect(imports.filter(({ target, isType }) => target.includes('ipc-contract') && !isType)).toEqual([]);
  });

  it('never names the shell or its addresses', () => {
    const naming = sources.filter(({ text }) => /electron|parley:\/\//i.test(text)).map(({ path }) => path);
    // A page in the system's browser can open the app by its address alone.
    expect(naming).toEqual(['platform/desktop-hand-over.ts']);
  });

  it('reaches the bridge on the window only in the platform', () => {
    const users = sources.filter(({ text }) => /window\.parley/.test(text)).map(({ path }) => path);
    expect(users.filter((path) => !path.startsWith('platform/') && !OWN_PAGES.test(path))).toEqual([]);
  });
});
