import { setTimeout as delay } from 'node:timers/promises';
import { Agent, get } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { ChildServer } from './child-server.ts';
import { runClients } from './run-clients.ts';
import { quantile } from './statistics.ts';

const PROBE_INTERVAL_MS = 25;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** How long a health check waits, in milliseconds. */
export interface HealthTimes {
  turns: number;
  p50: number;
  p95: number;
  longest: number;
}

/** Measures how long `GET /healthz` waits while a number of turns run all the time. */
export async function measureHealth(server: ChildServer, turns: number, milliseconds: number): Promise<HealthTimes> {
  await server.setPace({});
  await runClients(server, turns, { milliseconds: 500 });
  const load = runClients(server, turns, { milliseconds });
  const waits: number[] = [];
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline) {
    const startedAt = performance.now();
    const [response] = (await once(get(`${server.url}/healthz`, { agent }), 'response')) as [IncomingMessage];
    waits.push(performance.now() - startedAt);
    response.resume();
    await delay(PROBE_INTERVAL_MS);
  }
  await load;
  return { turns, p50: quantile(waits, 0.5), p95: quantile(waits, 0.95), longest: Math.max(...waits) };
}
