import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { makeDataDir, removeDataDir, startParley } from './parley-server.ts';

/** Makes sure there is an app to test, and starts the server most journeys share. */
// oxlint-disable-next-line import/no-default-export -- Playwright calls what a set-up file exports by default.
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (!existsSync(new URL('../../out/browser/index.html', import.meta.url))) {
    await build({ configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)), logLevel: 'warn' });
  }
  const dataDir = await makeDataDir();
  const server = await startParley({ dataDir });
  process.env['PARLEY_E2E_URL'] = server.url;
  return async () => {
    await server.stop();
    await removeDataDir(dataDir);
  };
}
