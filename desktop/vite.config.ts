import { defineConfig } from 'vite';
import { precompress } from './renderer/precompress.ts';
import { sharedViteConfig } from './renderer/vite-shared.ts';

const shared = sharedViteConfig('../out/browser');
const api = process.env['PARLEY_API_URL'] ?? 'http://127.0.0.1:8787';

/** The browser build, which the API serves; `vite` alone serves it with hot reload in front of a running API. */
export default defineConfig({
  ...shared,
  plugins: [...shared.plugins, precompress()],
  server: {
    host: '127.0.0.1',
    // The desktop's pages have 5173.
    port: 5174,
    // The API takes its own origin only; in front of it this server speaks for the page.
    proxy: { '/api': { target: api, headers: { origin: api } } },
  },
});
