import type { JsonRequest, StreamingRequest } from './chat-request.ts';
import { parseThreadEvent } from './parse-thread-event.ts';
import { readEvents } from './read-events.ts';
import { ResponseError, responseErrorFrom } from './response-error.ts';
import type { ThreadEvent } from './thread-event.ts';

/** Where and how requests go; read anew for each request, because options change. */
export type Endpoint = { url: string; fetch: typeof fetch; locale: string };

/** Speaks the ChatKit protocol over one POST endpoint. */
export class ProtocolClient {
  readonly #endpoint: () => Endpoint;

  constructor(endpoint: () => Endpoint) {
    this.#endpoint = endpoint;
  }

  /** Sends a request that answers with one JSON document. */
  async send(request: JsonRequest, signal?: AbortSignal): Promise<unknown> {
    const response = await this.#post(request, signal);
    return response.json();
  }

  /**
   * Sends a request that answers with a stream and yields its events; unknown frames come as null.
   *
   * @throws {ResponseError} before the first event when the server refuses.
   */
  async *stream(request: StreamingRequest, signal: AbortSignal): AsyncGenerator<ThreadEvent | null> {
    const response = await this.#post(request, signal);
    if (!response.body) return;
    for await (const frame of readEvents(response.body)) yield parseThreadEvent(frame);
  }

  /** Sends bytes to an upload address of our own API through the host's fetch, which adds its credentials. */
  async upload(url: string, init: RequestInit): Promise<Response> {
    const response = await this.#fetch(url, init);
    if (!response.ok) throw await responseErrorFrom(response);
    return response;
  }

  async #post(request: JsonRequest | StreamingRequest, signal: AbortSignal | undefined): Promise<Response> {
    const { url, locale } = this.#endpoint();
    const response = await this.#fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': locale },
      body: JSON.stringify(request),
      ...(signal && { signal }),
    });
    if (!response.ok) throw await responseErrorFrom(response);
    return response;
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#endpoint().fetch(url, init);
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new ResponseError(0, 'network');
    }
  }
}
