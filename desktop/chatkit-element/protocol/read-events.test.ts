import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEvents, TruncatedStreamError } from './read-events.ts';

/** A body that arrives in these chunks. */
function bodyOf(...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
      controller.close();
    },
  });
}

const read = async (...chunks: (string | Uint8Array)[]) => {
  const frames: unknown[] = [];
  for await (const frame of readEvents(bodyOf(...chunks))) frames.push(frame);
  return frames;
};

describe('reading frames', () => {
  test('accepts several frames in a chunk, CRLF, CR, comments and other fields', async () => {
    const text = ': hello\n\nevent: x\ndata: {"a":1}\n\ndata: {"a":2}\r\n\r\nid: 7\r\ndata:{"a":3}\r\n\r\n';
    expect(await read(text)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
  });

  test('joins data lines, skips what is not JSON, and takes a last frame without its blank line', async () => {
    expect(await read('data: {"a":\ndata: 1}\n\ndata: [DONE]\n\ndata:\n\ndata: {"a":2}')).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test('fails when the body ends inside a frame, and yields nothing for an empty one', async () => {
    await expect(read('data: {"a":1}\n\ndata: {"a"')).rejects.toBeInstanceOf(TruncatedStreamError);
    expect(await read('')).toEqual([]);
    expect(await read(': heartbeat')).toEqual([]);
  });

  test('reads the same whatever the chunks are', async () => {
    const frames = [{ text: 'Grüße 👋🏽\u2028' }, { text: 'a\n\ndata: {"evil":true}\n\n' }, { n: [null, 1] }];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.constantFrom('\n', '\r\n'),
        async (sizes, end) => {
          const bytes = new TextEncoder().encode(
            frames.map((frame) => `data: ${JSON.stringify(frame)}${end}${end}`).join(''),
          );
          const chunks: Uint8Array[] = [];
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            chunks.push(bytes.subarray(at, at + size));
            at += size;
          }
          expect(await read(...chunks)).toEqual(frames);
        },
      ),
    );
  });

  test('lets go of the connection when the reader stops early', async () => {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('data: {"a":1}\n\n')),
      cancel: () => {
        isCancelled = true;
      },
    });
    for await (const frame of readEvents(body)) {
      expect(frame).toEqual({ a: 1 });
      break;
    }
    expect(isCancelled).toBe(true);
  });
});
