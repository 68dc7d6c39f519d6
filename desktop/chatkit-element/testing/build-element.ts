import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const ELEMENT = dirname(import.meta.dirname);
const CACHE = join(ELEMENT, '../../node_modules/.cache/parley-element');

/**
 * Bundles the element and the React test page as an app would; unchanged sources are bundled once for all test files.
 *
 * @returns the folder with `element-page.js` and `react-page.js`.
 */
export async function buildElement(): Promise<string> {
  const outDir = join(CACHE, await fingerprint());
  const isBuilt = await access(outDir).then(
    () => true,
    () => false,
  );
  if (isBuilt) return outDir;
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(join(CACHE, 'draft-'));
  await bundle(draft);
  try {
    await rename(draft, outDir);
  } catch {
    // Another test file was faster.
    await rm(draft, { recursive: true, force: true });
  }
  return outDir;
}

async function bundle(outDir: string): Promise<void> {
  // Most test files find the bundle made and need no bundler.
  const { build } = await import('vite');
  await build({
    root: import.meta.dirname,
    configFile: false,
    mode: 'production',
    logLevel: 'error',
    // The test runner's NODE_ENV would ask for React's development transform.
    oxc: { jsx: { development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome140',
      rolldownOptions: {
        input: {
          'element-page': join(import.meta.dirname, 'element-page.ts'),
          'react-page': join(import.meta.dirname, 'react-page.tsx'),
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}

/** Changes whenever a source of the bundle does. */
async function fingerprint(): Promise<string> {
  const names = await readdir(ELEMENT, { recursive: true });
  const sources = names.filter((name) => /\.(ts|tsx|css)$/.test(name) && !name.includes('.test.')).toSorted();
  const files = [...sources, '../design-tokens.css', '../../package-lock.json'].map((name) => join(ELEMENT, name));
  const stats = await Promise.all(files.map(async (file) => stat(file)));
  const hash = createHash('sha256');
  for (const [index, { mtimeMs, size }] of stats.entries()) hash.update(`${files[index]}:${mtimeMs}:${size};`);
  return hash.digest('hex').slice(0, 16);
}
