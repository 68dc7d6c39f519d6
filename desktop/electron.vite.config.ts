import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import { readBuiltInServer } from './packaging/built-in-server.ts';
import { sharedViteConfig } from './renderer/vite-shared.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const pages = sharedViteConfig('../out/renderer');

/** The desktop app: main as one ES module, two sandboxed preloads as single CommonJS files, and the pages. */
export default defineConfig({
  main: {
    define: {
      DEFAULT_SERVER: JSON.stringify(readBuiltInServer(process.env)),
      IS_SIGNED_BUILD: JSON.stringify(process.env['PARLEY_SIGNED_BUILD'] === '1'),
    },
    build: {
      outDir: here('../out/main'),
      emptyOutDir: true,
      externalizeDeps: false,
      sourcemap: false,
      license: { fileName: 'licenses.md' },
      rollupOptions: {
        input: { index: here('./main/main.ts') },
        output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  },
  preload: {
    build: {
      outDir: here('../out/preload'),
      emptyOutDir: true,
      externalizeDeps: false,
      isolatedEntries: true,
      sourcemap: false,
      rollupOptions: {
        input: { index: here('./preload/index.ts'), 'quick-add': here('./preload/quick-add.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    ...pages,
    // electron-vite makes paths relative, for pages on disk; ours have an origin, and addresses such as /tasks/12.
    plugins: [...pages.plugins, { name: 'parley:absolute-paths', enforce: 'post', config: () => ({ base: '/' }) }],
    build: {
      ...pages.build,
      minify: true,
      license: { fileName: 'licenses.md' },
      rollupOptions: {
        input: {
          index: here('./renderer/index.html'),
          'quick-add': here('./renderer/quick-add.html'),
          crashed: here('./renderer/crashed.html'),
        },
      },
    },
    server: { host: '127.0.0.1', port: 5173, strictPort: true },
  },
});
