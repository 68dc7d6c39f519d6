import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { afterEach, expect, test, vi } from 'vitest';
import { sendEventStream } from './send-event-stream.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(frames: () => AsyncIterable<string>): Promise<string> {
  const server = new Koa().use((ctx) => sendEventStream(ctx, frames())).listen(0, '127.0.0.1');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return `http://127.0.0.1:${address.port}`;
}

test('waits for a slow client as often as it takes, and leaves nothing behind', async () => {
  const warned = vi.fn<() => void>();
  process.on('warning', warned);
  const frame = `data: "${'x'.repeat(300_000)}"\n\n`;
  const url = await serve(async function* () {
    for (let count = 0; count < 30; count += 1) yield frame;
  });
  const response = await fetch(url);
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  process.off('warning', warned);
  expect(size).toBe(frame.length * 30);
  expect(warned).not.toHaveBeenCalled();
});

test('makes no more frames than a client takes that does not read', async () => {
  let made = 0;
  const url = await serve(async function* () {
    for (;;) {
      made += 1;
      yield `data: "${'x'.repeat(100_000)}"\n\n`;
    }
  });
  const controller = new AbortController();
  await fetch(url, { signal: controller.signal });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const taken = made;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(made).toBe(taken);
  expect(made).toBeLessThan(200);
  controller.abort();
});

test('ends the frames when the client goes away', async () => {
  const ended = Promise.withResolvers<void>();
  const url = await serve(async function* () {
    try {
      for (;;) {
        yield 'data: 1\n\n';
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    } finally {
      ended.resolve();
    }
  });
  const controller = new AbortController();
  await fetch(url, { signal: controller.signal });
  controller.abort();
  await expect(ended.promise).resolves.toBeUndefined();
});
