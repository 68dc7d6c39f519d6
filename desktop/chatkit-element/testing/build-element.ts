import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/**
 * Bundles the element and the React test page as an app would.
 *
 * @returns the folder with `element-page.js` and `react-page.js`.
 */
export async function buildElement(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'parley-element-'));
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
  return outDir;
}
