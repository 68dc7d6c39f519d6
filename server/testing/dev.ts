import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Development: the server starts again when a file of it changes, pages change in place, and Electron opens where it is installed. */
const api = `http://127.0.0.1:${process.env['PORT'] ?? 8787}`;
const processes: ChildProcess[] = [
  start('node', ['--watch', '--watch-preserve-output', 'server/main.ts']),
  start('vite', ['--config', 'desktop/vite.config.ts', '--clearScreen', 'false'], { PARLEY_API_URL: api }),
];
process.stdout.write('Pages that change in place: http://localhost:5174\n');
if (existsSync('node_modules/electron/dist'))
  processes.push(start('electron-vite', ['dev', '--config', 'desktop/electron.vite.config.ts']));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of processes) child.kill(signal);
  });
}

function start(command: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  });
  child.once('error', (error) => process.stderr.write(`${command}: ${error.message}\n`));
  return child;
}
