import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTurn, sayRequest, signUp } from './bench-client.ts';
import { quantile } from './statistics.ts';

const TURNS = 40;
const WARM_UP_TURNS = 10;

/** A task added in words on the offline model, in milliseconds; with how long the server took to start. */
export interface SimpleAdd {
  startMs: number;
  firstByteP50: number;
  firstByteP95: number;
  turnP50: number;
  turnP95: number;
}

/** Starts Parley as `npm start` does, with nothing configured, and says one thing after the other. */
export async function measureSimpleAdd(): Promise<SimpleAdd> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const startedAt = performance.now();
  const server = spawn(process.execPath, [fileURLToPath(new URL('../server-main.ts', import.meta.url))], {
    env: { PATH: process.env['PATH'], PARLEY_DATA_DIR: dataDir, PORT: '0', RATE_LIMIT_PER_MINUTE: '100000' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    let url: string | undefined;
    while (url === undefined) {
      const [line] = (await once(server.stdout, 'data')) as [Buffer];
      url = /ready at (\S+)/.exec(line.toString())?.[1];
    }
    const startMs = performance.now() - startedAt;
    const address = { url, users: [await signUp(url)] };
    const turns = [];
    for (let turn = 0; turn < TURNS; turn += 1)
      turns.push(await runTurn(address, 0, sayRequest(`add buy milk ${turn} tomorrow at 5pm`)));
    const measured = turns.slice(WARM_UP_TURNS);
    const firstBytes = measured.map(({ firstByteMs }) => firstByteMs);
    const totals = measured.map(({ totalMs }) => totalMs);
    return {
      startMs,
      firstByteP50: quantile(firstBytes, 0.5),
      firstByteP95: quantile(firstBytes, 0.95),
      turnP50: quantile(totals, 0.5),
      turnP95: quantile(totals, 0.95),
    };
  } finally {
    const exited = once(server, 'exit');
    server.kill('SIGTERM');
    await exited;
    await rm(dataDir, { recursive: true, force: true });
  }
}
