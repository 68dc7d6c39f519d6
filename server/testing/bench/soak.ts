import { setTimeout as delay } from 'node:timers/promises';
import { postChat, sayRequest } from './bench-client.ts';
import type { ChildServer } from './child-server.ts';
import { runClients } from './clients.ts';
import { quantile } from './statistics.ts';
import type { Row } from './table.ts';

const STREAMS = 200;
const SLOW_READERS = 20;
const INTERVAL_MS = 20;
const MEGABYTE = 1024 * 1024;

/** Keeps 200 streams running, and 20 more whose readers do not read, and looks at what is left of them. */
export async function soak(server: ChildServer, milliseconds: number): Promise<{ load: Row; memory: Row[] }> {
  await server.setPace({ intervalMs: INTERVAL_MS });
  await runClients(server, STREAMS, 5_000);
  await delay(1_000);
  const before = await server.usage({ isCollected: true });

  const slow = await Promise.all(
    Array.from({ length: SLOW_READERS }, (_, index) => postChat(server, index, sayRequest('please say something'))),
  );
  const first = await runClients(server, STREAMS, milliseconds / 2);
  const halfway = await server.usage({ isCollected: true });
  const second = await runClients(server, STREAMS, milliseconds / 2);
  const end = await server.usage({ isCollected: true });
  for (const response of slow) response.destroy();
  await delay(2_000);
  const after = await server.usage({ isCollected: true });

  const turns = [...first.turns, ...second.turns];
  const errors = [...first.errors, ...second.errors];
  const firstBytes = turns.map(({ firstByte }) => firstByte.ms);
  const memory = Object.entries({ before, halfway, end, after }).map(([when, { heapBytes, rssBytes }]) => ({
    when,
    heap_mb: heapBytes / MEGABYTE,
    rss_mb: rssBytes / MEGABYTE,
  }));
  const load = {
    streams: STREAMS,
    slow_readers: SLOW_READERS,
    turns: turns.length,
    first_byte_ms_p95: quantile(firstBytes, 0.95),
    errors: errors.length,
    first_error: errors[0] ?? null,
  };
  return { load, memory };
}
