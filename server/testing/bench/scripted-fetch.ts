import { setImmediate, setTimeout as delay } from 'node:timers/promises';

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
 * A `fetch` that answers as an OpenAI-compatible endpoint whose reply has 40 pieces, each the moment it was made
 * (the machine's clock in microseconds), so that a reader can tell how long it was on its way. It costs next to nothing
 * itself; the same client and the same format as with a real endpoint are around it.
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

/** The text of one piece: always as many bytes. */
export function stampedDelta(): string {
  return `${process.hrtime.bigint() / 1000n} `.padStart(20, '0');
}

class PacedReply implements UnderlyingDefaultSource<Uint8Array> {
  readonly #intervalMs: number;
  #sent = 0;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    await (this.#intervalMs === 0 ? setImmediate() : delay(this.#intervalMs));
    if (this.#sent === DELTAS) {
      controller.enqueue(encoder.encode(`${chunk('{}', '"stop"')}data: [DONE]\n\n`));
      controller.close();
      return;
    }
    this.#sent += 1;
    controller.enqueue(encoder.encode(chunk(`{"content":"${stampedDelta()}"}`, 'null')));
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
