import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { now, stampedDelta } from './stamps.ts';

/** How many pieces a reply comes in. */
export const DELTAS = 40;

export interface ReplyPace {
  /** Milliseconds between two pieces; 0 gives one in every round of the event loop. */
  intervalMs: number;
  /** Never says a word: the stream stays open until it is aborted. */
  isSilent: boolean;
}

const encoder = new TextEncoder();

/**
 * A `fetch` that answers as an OpenAI-compatible endpoint whose reply has 40 pieces, each the moment it was made, so that
 * a reader can tell how long it was on its way. It costs next to nothing itself; the same client and the same format as
 * with a real endpoint are around it.
 *
 * @param pace read anew for every reply.
 * @param asked called when a question arrives.
 */
export function createScriptedFetch(pace: ReplyPace, asked: () => void): typeof globalThis.fetch {
  return (_input, init) => {
    asked();
    const body = new ReadableStream<Uint8Array>(
      pace.isSilent ? new SilentReply(init?.signal ?? undefined) : new PacedReply(pace.intervalMs),
    );
    return Promise.resolve(new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }));
  };
}

/**
 * The pieces of one reply. With an interval each is due so long after the one before was due, however late that was, and
 * is stamped with when it was due: a process that is held up cannot hide that behind a model that it holds up too.
 */
export async function* pacedDeltas(intervalMs: number): AsyncGenerator<string, void, undefined> {
  const startedAt = now();
  for (let index = 1; index <= DELTAS; index += 1) {
    if (intervalMs === 0) {
      await setImmediate();
      yield stampedDelta();
      continue;
    }
    const dueAt = startedAt + index * intervalMs * 1000;
    const wait = (dueAt - now()) / 1000;
    if (wait > 0) await delay(wait);
    // A timer may be a fraction of a millisecond early.
    yield stampedDelta(Math.min(dueAt, now()));
  }
}

class PacedReply implements UnderlyingDefaultSource<Uint8Array> {
  readonly #deltas: AsyncGenerator<string, void, undefined>;

  constructor(intervalMs: number) {
    this.#deltas = pacedDeltas(intervalMs);
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const { value: delta } = await this.#deltas.next();
    if (delta === undefined) {
      controller.enqueue(encoder.encode(`${chunk('{}', '"stop"')}data: [DONE]\n\n`));
      controller.close();
      return;
    }
    controller.enqueue(encoder.encode(chunk(`{"content":"${delta}"}`, 'null')));
  }
}

class SilentReply implements UnderlyingDefaultSource<Uint8Array> {
  readonly #signal: AbortSignal | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#signal?.addEventListener('abort', () => controller.error(this.#signal?.reason), { once: true });
  }
}

function chunk(delta: string, finishReason: string): string {
  return (
    'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"scripted",' +
    `"choices":[{"index":0,"delta":${delta},"finish_reason":${finishReason}}]}\n\n`
  );
}
