import pino from 'pino';
import { expect, test } from 'vitest';
import { createApiProxy } from './api-proxy.ts';
import { createOpenAnswers } from './open-answers.ts';

test('hands a stream on as it came, and no faster than the page takes it', async () => {
  const pieces = Array.from({ length: 40 }, (_, index) => new TextEncoder().encode(`data: ${index}\n\n`));
  let asked = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      const piece = pieces[asked];
      asked += 1;
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
  const forward = createApiProxy({
    server: () => 'http://127.0.0.1:8787',
    session: () => null,
    accessToken: async () => null,
    forgetAccessToken: () => undefined,
    dropSession: async () => undefined,
    replaceToken: async () => undefined,
    reportReachable: () => undefined,
    isOnline: () => true,
    fetch: async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    logger: pino({ level: 'silent' }),
  });
  const address = 'http://127.0.0.1:8787/api/files/stream';
  const answer = await forward(new Request(address), new URL(address));
  const reader = createOpenAnswers()
    .watch(answer, () => undefined)
    .body?.getReader();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toBeLessThan(5);
  const arrived: unknown[] = [];
  for (;;) {
    const step = await reader?.read();
    if (step?.value === undefined) break;
    arrived.push(step.value);
    expect(asked - arrived.length).toBeLessThan(5);
  }
  // The same bytes, not a copy of them.
  expect(arrived.map((piece, index) => piece === pieces[index])).toEqual(pieces.map(() => true));
});
