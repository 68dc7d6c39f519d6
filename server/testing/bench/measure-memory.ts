import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { postChat, sayRequest } from './bench-client.ts';
import type { ChildServer } from './child-server.ts';
import type { Row } from './table.ts';

/** Opens streams whose model is silent. @returns what each of them adds to what the process holds, in kilobytes. */
export async function measureMemory(server: ChildServer, streams: number): Promise<Row> {
  await server.setPace({ isSilent: true });
  const before = await server.usage({ isCollected: true });
  const responses = await Promise.all(
    Array.from({ length: streams }, (_, index) => postChat(server, index, sayRequest('please say something'))),
  );
  await Promise.all(responses.map((response) => once(response, 'readable')));
  await delay(300);
  const after = await server.usage({ isCollected: true });
  for (const response of responses) response.destroy();
  await delay(500);
  await server.setPace({});
  return {
    streams,
    rss_kb: (after.rssBytes - before.rssBytes) / 1024 / streams,
    heap_kb: (after.heapBytes - before.heapBytes) / 1024 / streams,
  };
}
