import { defineConfig } from 'vite';
import { precompress } from './renderer/precompress.ts';
import { sharedViteConfig } from './renderer/vite-shared.ts';

const shared = sharedViteConfig('../out/browser');

/** The browser build, which the API serves; `vite` alone serves it with hot reload in front of a running API. */
export default defineConfig({
  ...shared,
  plugins: [...shared.plugins, precompress()],
  server: { proxy: { '/api': process.env['PARLEY_API_URL'] ?? 'http://127.0.0.1:8787' } },
});
