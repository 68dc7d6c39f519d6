import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { postChat, sayRequest } from './bench-client.ts';
import type { ChildServer } from './child-server.ts';

/** What an open stream that waits for its model costs, in kilobytes. */
export interface StreamMemory {
  streams: number;
  rssKb: number;
  heapKb: number;
}

/** Opens streams whose model is silent, and compares what the process holds with what it held before. */
export async function measureMemory(server: ChildServer, streams: number): Promise<StreamMemory> {
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
    rssKb: (after.rssBytes - before.rssBytes) / 1024 / streams,
    heapKb: (after.heapBytes - before.heapBytes) / 1024 / streams,
  };
}
