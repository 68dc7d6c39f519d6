import { defineConfig } from 'vite';
import { sharedViteConfig } from './renderer/vite-shared.ts';

/** The browser build, which the API serves; `vite` alone serves it with hot reload in front of a running API. */
export default defineConfig({
  ...sharedViteConfig('../out/browser'),
  server: { proxy: { '/api': process.env['PARLEY_API_URL'] ?? 'http://127.0.0.1:8787' } },
});
