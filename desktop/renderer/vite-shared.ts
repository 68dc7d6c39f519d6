import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';

/**
 * What the browser build and Electron's renderer have in common: one tree, one set of rules.
 *
 * @param outDir where the build goes, relative to `desktop/`
 */
export function sharedViteConfig(outDir: string) {
  const root = fileURLToPath(new URL('.', import.meta.url));
  return {
    root,
    base: '/',
    plugins: [react()],
    build: {
      outDir: fileURLToPath(new URL(`../${outDir}`, import.meta.url)),
      emptyOutDir: true,
      target: 'es2024',
      sourcemap: false,
      // The content security policy allows our own files only: nothing is folded into the page.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // The one big file is every icon an answer may name; nothing loads it before an answer does.
      chunkSizeWarningLimit: 700,
      rollupOptions: { input: `${root}index.html` },
    },
  } satisfies UserConfig;
}
