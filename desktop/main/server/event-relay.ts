import type { EventSourceMessage } from 'eventsource-parser';
import { problemResponse } from './problem-response.ts';

const COMMENT = ': still here\n\n';
const encoder = new TextEncoder();

type PageStream = ReadableStreamDefaultController<Uint8Array>;

/** Passes the events of one stream on to every page that asks for them. */
export class EventRelay {
  readonly #pages = new Set<PageStream>();
  #lastId = '';
  #isLive = false;
  #refusal: Response | null = null;
  #settled: (() => void)[] = [];

  get isLive(): boolean {
    return this.#isLive;
  }

  /** Where the stream was left; empty before its first event. */
  get lastId(): string {
    return this.#lastId;
  }

  /** Something came: an event, or a comment. */
  pass(event: EventSourceMessage | null): void {
    this.#lastId = event?.id ?? this.#lastId;
    this.#refusal = null;
    this.#isLive = true;
    this.#settle();
    const frame = event === null ? COMMENT : toFrame(event.event ?? 'message', event.data, event.id);
    for (const page of this.#pages) page.enqueue(encoder.encode(frame));
  }

  /** The stream is over: pages come back, and go on with the next. */
  end(): void {
    this.#isLive = false;
    for (const page of this.#pages) page.close();
    this.#pages.clear();
  }

  /** There is no stream, and pages hear why. */
  refuse(refusal: Response): void {
    this.#refusal = refusal;
    this.#settle();
  }

  /** @param request gets what follows its `Last-Event-ID`, or is told to read again. @param givenUp nobody waits longer */
  async answer(request: Request, givenUp: Promise<void>): Promise<Response> {
    if (!this.#isLive && this.#refusal === null)
      await Promise.race([new Promise<void>((resolve) => this.#settled.push(resolve)), givenUp]);
    if (this.#refusal) return this.#refusal.clone();
    if (!this.#isLive) return problemResponse(503, 'server_away', 'The Parley server cannot be reached right now.');
    const left = request.headers.get('last-event-id') ?? '';
    const first = left === this.#lastId ? COMMENT : toFrame(left === '' ? 'ready' : 'refresh', undefined, this.#lastId);
    let own: PageStream | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (page) => {
        own = page;
        page.enqueue(encoder.encode(first));
        this.#pages.add(page);
      },
      cancel: () => {
        if (own) this.#pages.delete(own);
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
  }

  #settle(): void {
    for (const resolve of this.#settled.splice(0)) resolve();
  }
}

/** @param data absent where the type says all */
function toFrame(type: string, data = JSON.stringify({ type }), id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${type}\ndata: ${data}\n\n`;
}
