import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { ReplyParser, type ModelReply } from './reply-parser.ts';
import { streamReply } from './stream-reply.ts';

interface Chunk {
  /** Milliseconds before it; 0 is at once. */
  after: number;
  bytes: Uint8Array;
}

const encode = (text: string) => new TextEncoder().encode(text);
const frame = (delta: object) => `data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`;
const say = (content: string, after = 0): Chunk => ({ after, bytes: encode(frame({ content })) });

function bodyOf(chunks: Iterable<Chunk>, failure?: Error): ReadableStream<Uint8Array> {
  const source = chunks[Symbol.iterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = source.next();
      if (next.done) return failure ? controller.error(failure) : controller.close();
      if (next.value.after > 0) await delay(next.value.after);
      controller.enqueue(next.value.bytes);
    },
  });
}

async function read(body: ReadableStream<Uint8Array>, idleMs = 5_000) {
  const pieces: string[] = [];
  const reply = streamReply(body, new ReplyParser(new Set(['add_task'])), idleMs);
  try {
    for (;;) {
      const next = await reply.next();
      if (next.done) return { pieces, reply: next.value };
      pieces.push(next.value);
    }
  } catch (error) {
    return { pieces, error };
  }
}

/** The same bytes in pieces, cut anywhere: also inside a letter. */
function cut(bytes: Uint8Array, places: readonly number[], pauses: readonly number[]): Chunk[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1))), bytes.length].toSorted((a, b) => a - b);
  let start = 0;
  return ends.flatMap((end, index) => {
    const piece = bytes.subarray(start, end);
    start = end;
    return piece.length === 0 ? [] : [{ after: pauses[index % pauses.length] ?? 0, bytes: piece }];
  });
}

/** The second way of getting the answer: the client's own reading of a stream. */
async function readWithClient(bytes: Uint8Array): Promise<string> {
  const client = new OpenAI({
    apiKey: 'x',
    baseURL: 'http://scripted.invalid/v1',
    fetch: () =>
      Promise.resolve(new Response(Buffer.from(bytes), { headers: { 'Content-Type': 'text/event-stream' } })),
  });
  let text = '';
  const stream = await client.chat.completions.create({ model: 'm', messages: [], stream: true });
  for await (const chunk of stream) text += chunk.choices[0]?.delta?.content ?? '';
  return text;
}

const words = fc
  .oneof(fc.string(), fc.constantFrom('Ä', '👩‍👩‍👧', '\u2028', 'data: x', '\n\n', ' '))
  .map((text) => `- ${text}`);
const lineEnd = fc.constantFrom('\n', '\r\n');
const stream = fc
  .tuple(fc.array(words, { minLength: 1, maxLength: 12 }), lineEnd, fc.boolean(), fc.boolean())
  .map(([texts, end, isDone, hasComments]) => {
    const frames = texts.map((content) => `${hasComments ? ': alive\n' : ''}${frame({ content })}`);
    const after = isDone ? `data: [DONE]\n\n${frame({ content: 'after the end' })}` : '';
    return { text: texts.join(''), bytes: encode(`${frames.join('')}${after}`.replaceAll('\n', end)) };
  });

test('says what the client of the endpoint would, however it is cut, whenever it comes and however it ends', async () => {
  const pauses = fc.array(fc.constantFrom(0, 0, 0, 1, 3, 9), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      stream,
      fc.array(fc.nat(5_000), { maxLength: 8 }),
      pauses,
      fc.boolean(),
      async ({ text, bytes }, places, waits, breaks) => {
        const failure = breaks && !new TextDecoder().decode(bytes).includes('[DONE]') ? new Error('broken') : undefined;
        const chunks = cut(bytes, places, waits);
        const { pieces, ...end } = await read(bodyOf(chunks, failure));
        expect(pieces.join('')).toBe(text);
        expect(await readWithClient(bytes)).toBe(text);
        expect(pieces.length).toBeLessThanOrEqual(chunks.length);
        if (failure) expect(end).toEqual({ error: failure });
        else expect(end.reply).toEqual({ text, calls: [], extra: {}, isCut: false } satisfies ModelReply);
      },
    ),
    { seed: 11, numRuns: 80 },
  );
});

test('the first text leaves alone, what follows at once leaves together', async () => {
  const { pieces } = await read(bodyOf(Array.from({ length: 500 }, (_, index) => say(`${index} `))));
  expect(pieces[0]).toBe('0 ');
  expect(pieces.length).toBeLessThan(50);
});

test('what comes alone waits for nothing', async () => {
  const { pieces } = await read(bodyOf([say('a'), say('b', 30), say('c', 30)]));
  expect(pieces).toEqual(['a', 'b', 'c']);
});

test('what was said before the stream stops making sense is still said', async () => {
  const senseless = { after: 0, bytes: encode(`${frame({ content: 'One. ' })}data: {"choices": [\n\n`) };
  const { pieces, error } = await read(bodyOf([senseless]));
  expect(pieces).toEqual(['One. ']);
  expect(error).toBeInstanceOf(SyntaxError);
});

test('a frame without an end fills no memory', async () => {
  const endless = (function* (): Generator<Chunk> {
    for (;;) yield { after: 0, bytes: new Uint8Array(100_000).fill(97) };
  })();
  expect(await read(bodyOf(endless))).toMatchObject({ error: { type: 'max-buffer-size-exceeded' } });
});

describe('the connection', () => {
  /** Asks an endpoint three times, which ends its answers a moment after they are complete. @returns its connections. */
  async function connectionsFor(end: (response: ServerResponse) => void): Promise<number> {
    let connections = 0;
    const endpoint = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(`${frame({ content: 'Hello' })}data: [DONE]\n\n`);
      setTimeout(() => end(response), 20);
    });
    endpoint.on('connection', () => (connections += 1));
    await once(endpoint.listen(0, '127.0.0.1'), 'listening');
    const address = endpoint.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    for (let times = 0; times < 3; times += 1) {
      const { body } = await fetch(url);
      if (body) expect(await read(body)).toMatchObject({ reply: { text: 'Hello' } });
      await delay(60);
    }
    endpoint.closeAllConnections();
    endpoint.close();
    return connections;
  }

  test('is kept for the next question', async () => {
    expect(await connectionsFor((response) => response.end())).toBe(1);
  });

  test('is given up where its answer does not end', async () => {
    expect(await connectionsFor(() => undefined)).toBe(3);
  });
});

describe('a silence', () => {
  test('is given up on, and the endpoint left', async () => {
    let hasLeft = false;
    const silent = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(say('a').bytes),
      cancel: () => void (hasLeft = true),
    });
    const { pieces, error } = await read(silent, 50);
    expect(pieces).toEqual(['a']);
    expect(error).toMatchObject({ code: 'model_unavailable' });
    expect(hasLeft).toBe(true);
  });

  test('is not what a slow reader takes', async () => {
    const reply = streamReply(
      bodyOf(Array.from({ length: 6 }, () => say('x'.repeat(10_000)))),
      new ReplyParser(new Set()),
      100,
    );
    let text = '';
    for (let next = await reply.next(); !next.done; next = await reply.next()) {
      text += next.value;
      await delay(250);
    }
    expect(text).toHaveLength(60_000);
  });
});

describe('a reader', () => {
  test('that is slow slows the endpoint down', async () => {
    let said = 0;
    const endless = (function* (): Generator<Chunk> {
      for (;;) {
        said += 1;
        yield say('x'.repeat(1_000));
      }
    })();
    const reply = streamReply(bodyOf(endless), new ReplyParser(new Set()), 5_000);
    await reply.next();
    await reply.next();
    await delay(50);
    expect(said).toBeLessThan(40);
    await reply.return({ text: '', calls: [], extra: {}, isCut: true });
  });

  test('that leaves is not held by an endpoint that never answers', async () => {
    const stalled = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(say('a').bytes),
      cancel: () => new Promise(() => undefined),
    });
    const reply = streamReply(stalled, new ReplyParser(new Set()), 5_000);
    await reply.next();
    const nothing = { text: '', calls: [], extra: {}, isCut: true };
    expect(await reply.return(nothing)).toEqual({ done: true, value: nothing });
  });
});
