import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findElectron } from './find-electron.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Starts the built app in Electron; builds it first when it never was. */
function runDesktop(): void {
  const electron = findElectron();
  if (electron === null) {
    process.stderr.write(
      'The Electron program is not installed here. Get it with "npx install-electron", then try again.\n',
    );
    process.exitCode = 1;
    return;
  }
  if (!existsSync(`${root}out/main/index.js`) || !existsSync(`${root}out/renderer/index.html`)) {
    const built = spawnSync('npm', ['run', 'build'], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (built.status !== 0) {
      process.exitCode = built.status ?? 1;
      return;
    }
  }
  const app = spawn(electron, ['.', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  app.on('exit', (code) => {
    process.exitCode = code ?? 0;
  });
}

runDesktop();
