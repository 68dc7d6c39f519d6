import { AppError } from '../../ground/errors.ts';
import type { ModelReply, ReplyParser } from './reply-parser.ts';

/** A screen shows a frame every 8 to 16 ms: nobody sees what is joined within one. */
const FRAME_MS = 8;
/** No more than this is read ahead of a slow reader, in characters. */
const MOST_AHEAD = 16_000;
/** How long the end of a body may come after that of its reply. */
const END_MS = 1_000;

/**
 * Reads a reply as it arrives, and joins text that comes faster than a screen shows it, so that what follows (frames,
 * writes, renderings) is done once for many. The first text leaves at once, and so does one that comes alone.
 *
 * @param idleMs how long the endpoint may be silent, in milliseconds.
 * @returns the whole reply.
 * @throws AppError `model_unavailable` after too long a silence; what the parser or the body throws, after the text that
 *   came before it.
 */
export async function* streamReply(
  body: ReadableStream<Uint8Array>,
  parser: ReplyParser,
  idleMs: number,
): AsyncGenerator<string, ModelReply> {
  const arriving = new ArrivingText(body, parser, idleMs);
  try {
    for (;;) {
      const text = await arriving.take();
      if (text === '') break;
      yield text;
    }
    const reply = parser.finish();
    const rest = parser.take();
    if (rest !== '') yield rest;
    return reply;
  } finally {
    arriving.leave();
  }
}

/** The text of a body, read in the background as far ahead as is good. */
class ArrivingText {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #parser: ReplyParser;
  readonly #decoder = new TextDecoder();
  readonly #silence: NodeJS.Timeout;
  #isReading = false;
  #isOver = false;
  #failure: unknown;
  #taker: { resolve: (text: string) => void; reject: (reason: unknown) => void } | undefined;
  #frame: NodeJS.Timeout | undefined;
  #leftAt = Number.NEGATIVE_INFINITY;

  constructor(body: ReadableStream<Uint8Array>, parser: ReplyParser, idleMs: number) {
    this.#reader = body.getReader();
    this.#parser = parser;
    this.#silence = setTimeout(() => this.#giveUp(), idleMs);
  }

  /** @returns what arrived, once it is more than nothing and a frame is due; '' when there is no more. */
  take(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#taker = { resolve, reject };
      this.#handOver();
      void this.#readAhead();
    });
  }

  /** Stops the endpoint, unless it is done. Not awaited: one that is stalled never answers this. */
  leave(): void {
    clearTimeout(this.#silence);
    clearTimeout(this.#frame);
    this.#isOver = true;
    if (this.#parser.isDone) void giveBack(this.#reader);
    else this.#reader.cancel().catch(() => undefined);
  }

  async #readAhead(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (!this.#isOver && this.#parser.waiting < MOST_AHEAD) {
        this.#silence.refresh();
        const { done, value } = await this.#reader.read();
        if (!done) this.#parser.add(this.#decoder.decode(value, { stream: true }));
        this.#isOver ||= done || this.#parser.isOver;
        this.#handOver();
      }
    } catch (error) {
      this.#end(error);
    }
    this.#isReading = false;
  }

  /** Gives what there is to whoever waits, now or when the frame is over. */
  #handOver(): void {
    const { waiting } = this.#parser;
    if (!this.#taker || (waiting === 0 && !this.#isOver)) return;
    const isDue = this.#isOver || waiting >= MOST_AHEAD;
    const wait = isDue ? 0 : this.#leftAt + FRAME_MS - performance.now();
    if (wait > 0) {
      this.#frame ??= setTimeout(() => {
        this.#frame = undefined;
        this.#handOver();
      }, wait);
      return;
    }
    const { resolve, reject } = this.#taker;
    clearTimeout(this.#frame);
    this.#frame = undefined;
    this.#taker = undefined;
    this.#leftAt = performance.now();
    if (waiting === 0 && this.#failure !== undefined) reject(this.#failure);
    else resolve(this.#parser.take());
  }

  /** Nothing came for too long, unless nothing was asked for. */
  #giveUp(): void {
    if (!this.#isReading) return;
    this.#end(new AppError('model_unavailable', 'The language model stopped answering. Please try again.'));
  }

  #end(failure: unknown): void {
    this.#isOver = true;
    this.#failure ??= failure;
    this.#handOver();
  }
}

/** Only a body that is read to its end leaves its connection for the next question. */
async function giveBack(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const patience = setTimeout(() => void reader.cancel().catch(() => undefined), END_MS);
  try {
    for (let isOver = false; !isOver;) isOver = (await reader.read()).done;
  } catch {
    // Broken off after all was said.
  } finally {
    clearTimeout(patience);
  }
}
