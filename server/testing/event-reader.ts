import { createParser } from 'eventsource-parser';
import type { WireEvent } from '../events/wire-event.ts';
import type { TestUser } from './test-server.ts';

/** One open stream of events, as an app reads it. */
export class TestEventStream {
  readonly events: WireEvent[] = [];
  /** What to go on from. */
  lastEventId: string;
  /** Settles when the server ends the stream. */
  readonly ended: Promise<void>;
  readonly #controller = new AbortController();
  #arrived: (() => void) | undefined;

  private constructor(body: ReadableStream<Uint8Array>, lastEventId: string) {
    this.lastEventId = lastEventId;
    this.ended = this.#read(body);
  }

  /** Opens a stream, and waits for its first bytes. */
  static async open(user: TestUser, lastEventId = '', headers: Record<string, string> = {}): Promise<TestEventStream> {
    const controller = new AbortController();
    const response = await user.fetch('/events', {
      headers: { ...headers, ...(lastEventId !== '' && { 'Last-Event-ID': lastEventId }) },
      signal: controller.signal,
    });
    if (!response.ok || !response.body) throw new Error(`no events: ${response.status} ${await response.text()}`);
    const stream = new TestEventStream(response.body, lastEventId);
    stream.#controller.signal.addEventListener('abort', () => controller.abort());
    return stream;
  }

  close(): void {
    this.#controller.abort();
  }

  /** @returns the first event, of those that came and those that come, for which `find` gives something. */
  async wait<T>(find: (event: WireEvent) => T | undefined, patienceMs = 5_000): Promise<T> {
    const end = Date.now() + patienceMs;
    for (let seen = 0; ;) {
      for (; seen < this.events.length; seen += 1) {
        const event = this.events[seen];
        const found = event && find(event);
        if (found !== undefined && found !== false) return found;
      }
      const left = end - Date.now();
      if (left <= 0) throw new Error(`that never came: ${JSON.stringify(this.events).slice(0, 2_000)}`);
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
        timer = setTimeout(resolve, left);
      });
      clearTimeout(timer);
    }
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = createParser({
      onEvent: ({ id, data }) => {
        this.events.push(JSON.parse(data) as WireEvent);
        if (id !== undefined) this.lastEventId = id;
        this.#arrived?.();
      },
    });
    const decoder = new TextDecoder();
    try {
      for await (const bytes of body) parser.feed(decoder.decode(bytes, { stream: true }));
    } catch {
      // Closed by the reader, or cut.
    }
    this.#arrived?.();
  }
}
