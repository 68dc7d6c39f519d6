import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewriteAddresses } from './rewrite-addresses.ts';

const FROM = 'http://127.0.0.1:8787/api/files/';

async function rewrite(chunks: Uint8Array<ArrayBuffer>[]): Promise<string> {
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return new Response(source.pipeThrough(rewriteAddresses(FROM, '/api/files/'))).text();
}

describe('addresses in a stream', () => {
  it('are replaced wherever the stream was cut, inside a character too', async () => {
    const text = `data: {"url":"${FROM}u/1?x=é","other":"http://127.0.0.1:8787/api/x"}\n\nhttp://127.${FROM}`;
    const expected = text.replaceAll(FROM, '/api/files/');
    const bytes = new TextEncoder().encode(text);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 12 }), async (cuts) => {
        const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const chunks = edges.slice(1).map((end, index) => bytes.slice(edges[index], end));
        expect(await rewrite(chunks)).toBe(expected);
      }),
    );
  });

  it('hold nothing back that is none', async () => {
    const transform = rewriteAddresses(FROM, '/api/files/');
    const writer = transform.writable.getWriter();
    const reader = transform.readable.getReader();
    void writer.write(new TextEncoder().encode('data: {"text":"hello"}\n\n'));
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('data: {"text":"hello"}\n\n');
    await reader.cancel();
  });
});
