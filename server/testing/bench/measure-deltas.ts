import type { ChildServer } from './child-server.ts';
import { runClients } from './run-clients.ts';
import { median, quantile } from './statistics.ts';

/** As fast as quick models talk. */
const INTERVAL_MS = 20;

/** How long a delta is on its way from the model to the reader while many streams run side by side, in milliseconds. */
export interface DeltaTimes {
  streams: number;
  floor: { p50: number; p95: number };
  parley: { p50: number; p95: number };
}

/** Measures streams whose model says a piece every 20 ms; floor and Parley alternate. */
export async function measureDeltas(
  floor: ChildServer,
  parley: ChildServer,
  streams: number,
  blocks: number,
): Promise<DeltaTimes> {
  const times: Record<'floor' | 'parley', { p50: number[]; p95: number[] }> = {
    floor: { p50: [], p95: [] },
    parley: { p50: [], p95: [] },
  };
  for (let block = 0; block < blocks; block += 1) {
    for (const [who, server] of Object.entries({ floor, parley })) {
      await server.setPace({ intervalMs: INTERVAL_MS });
      const { turns, errors } = await runClients(server, streams, { milliseconds: 1, keepDeltas: true });
      if (errors[0] !== undefined) throw new Error(errors[0]);
      const delays = turns.flatMap(({ deltaMs }) => deltaMs);
      times[who === 'floor' ? 'floor' : 'parley'].p50.push(median(delays));
      times[who === 'floor' ? 'floor' : 'parley'].p95.push(quantile(delays, 0.95));
    }
  }
  const summarize = ({ p50, p95 }: { p50: number[]; p95: number[] }) => ({ p50: median(p50), p95: median(p95) });
  return { streams, floor: summarize(times.floor), parley: summarize(times.parley) };
}
