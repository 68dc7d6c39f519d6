import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const CHECK = `
  const { checkSignature } = await import(process.argv[1]);
  console.log(await checkSignature(['Parley'], 'installer.exe'));
`;

// The installed electron-updater itself, on a system without PowerShell: should it word its log otherwise, an installer
// that nobody could check would count as signed.
test.skipIf(process.platform === 'win32')('trusts no installer where nothing can check it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-signature-'));
  const module = new URL('check-signature.ts', import.meta.url).href;
  // In a folder of its own: the library's command for Windows leaves a file called NUL elsewhere.
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', CHECK, module], { cwd: folder });
  const { stdout } = await run.finally(() => rm(folder, { recursive: true, force: true }));
  expect(stdout.trim()).toBe('Nothing here can check signatures.');
});
