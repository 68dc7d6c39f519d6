import { setTimeout as delay } from 'node:timers/promises';
import { postChat, sayRequest } from './bench-client.ts';
import type { ChildServer } from './child-server.ts';
import { runClients } from './run-clients.ts';
import { quantile } from './statistics.ts';

const STREAMS = 200;
const SLOW_READERS = 20;
const INTERVAL_MS = 20;
const MEGABYTE = 1024 * 1024;

/** Megabytes in use: warm before the load, in its middle, at its end, and after it. */
export interface MemoryTrend {
  before: number;
  halfway: number;
  end: number;
  after: number;
}

/** What a long load left behind. */
export interface Soak {
  turns: number;
  errors: string[];
  firstByteP95: number;
  heap: MemoryTrend;
  rss: MemoryTrend;
}

/** Keeps 200 streams running, and 20 more whose readers do not read, and looks at what is left of them. */
export async function soak(server: ChildServer, milliseconds: number): Promise<Soak> {
  await server.setPace({ intervalMs: INTERVAL_MS });
  await runClients(server, STREAMS, { milliseconds: 5_000 });
  await delay(1_000);
  const before = await server.usage({ isCollected: true });

  const slow = await Promise.all(
    Array.from({ length: SLOW_READERS }, (_, index) => postChat(server, index, sayRequest('please say something'))),
  );
  const first = await runClients(server, STREAMS, { milliseconds: milliseconds / 2 });
  const halfway = await server.usage({ isCollected: true });
  const second = await runClients(server, STREAMS, { milliseconds: milliseconds / 2 });
  const end = await server.usage({ isCollected: true });
  for (const response of slow) response.destroy();
  await delay(2_000);
  const after = await server.usage({ isCollected: true });

  const megabytes = (key: 'heapBytes' | 'rssBytes') => ({
    before: before[key] / MEGABYTE,
    halfway: halfway[key] / MEGABYTE,
    end: end[key] / MEGABYTE,
    after: after[key] / MEGABYTE,
  });
  const turns = [...first.turns, ...second.turns];
  return {
    turns: turns.length,
    errors: [...first.errors, ...second.errors],
    firstByteP95: quantile(
      turns.map(({ firstByteMs }) => firstByteMs),
      0.95,
    ),
    heap: megabytes('heapBytes'),
    rss: megabytes('rssBytes'),
  };
}
