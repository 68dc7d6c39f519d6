import { expect } from 'vitest';

/** Anything parsed from JSON: the suite reads it by path and asserts on what it finds. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

/** A stream being read frame by frame. */
export interface OpenStream {
  response: Response;
  /** The next event; undefined at the end of the body. */
  next(): Promise<Json>;
  /** The remaining events. */
  rest(): Promise<Json[]>;
  abort(): void;
}

/** One user's client of a ChatKit server: knows the wire, and nothing of the server behind it. */
export class ConformanceClient {
  readonly url: string;
  readonly headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string>) {
    this.url = url;
    this.headers = headers;
  }

  post(body: unknown, init: { headers?: Record<string, string>; signal?: AbortSignal } = {}): Promise<Response> {
    return fetch(this.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...this.headers, ...init.headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(init.signal && { signal: init.signal }),
    });
  }

  /** The body of a request that is answered with JSON. */
  async json(type: string, params: object): Promise<Json> {
    const response = await this.post({ type, params });
    const text = await response.text();
    expect(response.status, text).toBe(200);
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/);
    return JSON.parse(text);
  }

  /** The answer to a request that is refused before anything is streamed. */
  async refused(type: string, params: unknown): Promise<{ status: number; body: Json }> {
    const response = await this.post(params === undefined ? { type } : { type, params });
    const text = await response.text();
    expect(response.status, text).toBeGreaterThanOrEqual(400);
    expect(response.headers.get('Content-Type')).toMatch(/json/);
    return { status: response.status, body: JSON.parse(text) };
  }

  /** All events of a streamed request. */
  async events(type: string, params: object): Promise<Json[]> {
    const stream = await this.open(type, params);
    return stream.rest();
  }

  /** The raw body of a streamed request. */
  async raw(type: string, params: object): Promise<string> {
    const response = await this.post({ type, params });
    expect(response.status).toBe(200);
    return response.text();
  }

  /** A streamed request, to be read or aborted on the way. */
  async open(type: string, params: object, headers: Record<string, string> = {}): Promise<OpenStream> {
    const controller = new AbortController();
    const response = await this.post({ type, params }, { signal: controller.signal, headers });
    if (response.status !== 200) expect.fail(`${type} was refused: ${response.status} ${await response.text()}`);
    expect(response.headers.get('Content-Type')).toMatch(/^text\/event-stream/);
    const frames = readFrames(response);
    const next = async () => {
      const { value, done } = await frames.next();
      return done ? undefined : JSON.parse(value);
    };
    const rest = async () => {
      const events: Json[] = [];
      for await (const frame of frames) events.push(JSON.parse(frame));
      return events;
    };
    return { response, next, rest, abort: () => controller.abort() };
  }

  /** Starts a thread, reads its first reply to the end. */
  async createThread(text = 'hello'): Promise<{ threadId: string; userItem: Json; events: Json[] }> {
    const events = await this.events('threads.create', { input: userInput(text) });
    return { threadId: events[0].thread.id, userItem: events[1].item, events };
  }

  /** Sends one more message, reads the reply to the end. */
  say(threadId: string, text = 'hello'): Promise<Json[]> {
    return this.events('threads.add_user_message', { thread_id: threadId, input: userInput(text) });
  }

  /** Every visible item of a thread, oldest first. */
  async items(threadId: string): Promise<Json[]> {
    const items: Json[] = [];
    let after: string | undefined;
    do {
      const page = await this.json('items.list', { thread_id: threadId, order: 'asc', limit: 50, after });
      items.push(...page.data);
      after = page.after;
    } while (after);
    return items;
  }
}

/** The input of a plain text message. */
export function userInput(text: string, more: object = {}): object {
  return { content: [{ type: 'input_text', text }], attachments: [], inference_options: {}, ...more };
}

/** The types of events, short: item events with the type of their item or update. */
export function outline(events: Json[]): string[] {
  return events.map((event) => {
    if (event.item) return `${event.type} ${event.item.type}`;
    return event.update ? `${event.type} ${event.update.type}` : event.type;
  });
}

async function* readFrames(response: Response): AsyncGenerator<string, void, undefined> {
  let buffer = '';
  const body: AsyncIterable<Uint8Array> = response.body ?? new ReadableStream();
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    buffer += decoder.decode(chunk, { stream: true });
    const frames = buffer.split('\n\n');
    buffer = frames.pop() ?? '';
    for (const frame of frames) yield frame.replace(/^data: /, '');
  }
  expect(buffer, 'the body ends after a whole frame').toBe('');
}
