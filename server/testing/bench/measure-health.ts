import { setTimeout as delay } from 'node:timers/promises';
import { Agent, get } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { ChildServer } from './child-server.ts';
import { Clients } from './clients.ts';
import { quantile } from './statistics.ts';
import type { Row } from './table.ts';

const LEAD_MS = 500;
const PROBE_INTERVAL_MS = 25;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Measures how long `GET /healthz` waits while a number of turns run all the time. */
export async function measureHealth(server: ChildServer, turns: number, milliseconds: number): Promise<Row> {
  await server.setPace({});
  const clients = new Clients(server, turns);
  await delay(LEAD_MS);
  const waits: number[] = [];
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline) {
    const startedAt = performance.now();
    const [response] = (await once(get(`${server.url}/healthz`, { agent }), 'response')) as [IncomingMessage];
    waits.push(performance.now() - startedAt);
    response.resume();
    await delay(PROBE_INTERVAL_MS);
  }
  await clients.stop();
  return { turns, ms_p50: quantile(waits, 0.5), ms_p95: quantile(waits, 0.95), ms_longest: Math.max(...waits) };
}
