import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { COMPILE_CACHE } from '../../server/testing/compile-cache.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const START_TIMEOUT_MS = 60_000;

/** A server of its own, as a process of its own. */
export interface ParleyServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A directory for one server's data; it outlives restarts. */
export function makeDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'parley-e2e-'));
}

/** Removes what `makeDataDir` made. */
export function removeDataDir(dataDir: string): Promise<void> {
  return rm(dataDir, { recursive: true, force: true });
}

/**
 * Starts `node server/main.ts` and waits for its line.
 *
 * @param options.port 0 takes any that is free
 */
export async function startParley(options: {
  dataDir: string;
  port?: number;
  env?: Record<string, string>;
}): Promise<ParleyServer> {
  const server = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TMPDIR: process.env['TMPDIR'],
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      PARLEY_DATA_DIR: options.dataDir,
      PORT: String(options.port ?? 0),
      LOG_LEVEL: 'error',
      SIGN_IN_LIMIT_PER_MINUTE: '100000',
      RATE_LIMIT_PER_MINUTE: '100000',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  createInterface({ input: server.stderr }).on('line', (line) => {
    // Who signed in is nothing to read about in a report.
    if (!line.includes('"log":"security"')) process.stderr.write(`${line}\n`);
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`The server did not start: ${output}`)), START_TIMEOUT_MS);
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${output}`)));
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /ready at (\S+)/.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
  return {
    url,
    stop: () => {
      server.kill('SIGTERM');
      return ended;
    },
  };
}
