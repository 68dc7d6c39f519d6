import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'playwright/test';
import { findElectron } from '../../find-electron.ts';
import { whyNot } from './launch-app.ts';

/** What hangs Electron itself ends here; a single statement ends by itself. */
const LIMIT_MS = 150_000;

test('D-15 Electron does what the double says it does', async () => {
  test.setTimeout(LIMIT_MS + 30_000);
  test.skip(whyNot !== null, whyNot ?? '');
  const directory = await mkdtemp(path.join(tmpdir(), 'parley-contract-'));
  await build({
    logLevel: 'warn',
    build: {
      outDir: directory,
      ssr: fileURLToPath(new URL('../../testing/electron-double/contract.ts', import.meta.url)),
      rollupOptions: { external: ['electron'], output: { entryFileNames: 'contract.mjs' } },
    },
  });
  const lines = await run(path.join(directory, 'contract.mjs'), path.join(directory, 'profile'));
  expect(lines.filter((line) => /^not ok|^# (?!quits)/.test(line))).toEqual([]);
  const checked = lines.filter((line) => line.startsWith('ok')).length;
  expect(lines, 'it came to its end').toContain(`1..${checked}`);
  expect(checked).toBeGreaterThanOrEqual(120);
});

async function run(script: string, profile: string): Promise<string[]> {
  const flags = process.platform === 'linux' ? ['--no-sandbox'] : [];
  const electron = spawn(findElectron() ?? '', [...flags, `--user-data-dir=${profile}`, script], { timeout: LIMIT_MS });
  let output = '';
  electron.stdout.on('data', (chunk) => (output += String(chunk)));
  await new Promise((resolve) => electron.once('close', resolve));
  return output.split('\n');
}
