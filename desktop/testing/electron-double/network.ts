import { EventEmitter } from 'node:events';
import { type IncomingMessage, type RequestOptions, request as sendRequest } from 'node:http';
import { double, onlyKnown, record, requireReady } from './double-state.ts';
import type { WebRequest } from './web-request.ts';

/** What Chromium believes of no answer without looking at it, and how much of it that takes. */
const GUESSED_TYPES = new Set(['', 'text/plain', 'application/octet-stream']);
const GUESSED_FROM = 1024;

/** The address on this computer that stands for a host of the test. */
function locate(url: string): URL {
  const { origin, href } = new URL(url);
  const place = double.config.hosts?.[origin];
  return new URL(place === undefined ? href : href.replace(origin, place));
}

/** `session.fetch`: with the session's own network. */
export async function fetchIn(requests: WebRequest, url: string, init: RequestInit = {}): Promise<Response> {
  requireReady('session.fetch()');
  record('session.fetch', url);
  if (!(await requests.allows(url))) throw new Error('net::ERR_BLOCKED_BY_CLIENT');
  try {
    return await handOver(await fetch(locate(url), init));
  } catch {
    throw new Error('net::ERR_FAILED');
  }
}

/**
 * An answer as Chromium hands it over. One that may be anything comes when there is enough of it to guess from, or all of
 * it; and who cancels its body stops reading, while only the signal ends the request.
 */
export async function handOver({ body, status, statusText, headers }: Response): Promise<Response> {
  const reader = body?.getReader();
  const early = reader && mayBeAnything(headers) ? await readEnough(reader) : [];
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    const part = early.shift() ?? (await reader?.read())?.value;
    if (part === undefined) controller.close();
    else controller.enqueue(part);
  };
  return new Response(reader ? new ReadableStream({ pull }) : null, { status, statusText, headers });
}

function mayBeAnything(headers: Headers): boolean {
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  return GUESSED_TYPES.has(type.trim()) && headers.get('x-content-type-options') !== 'nosniff';
}

async function readEnough(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for (let size = 0; size < GUESSED_FROM;) {
    const { value } = await reader.read();
    if (value === undefined) break;
    parts.push(value);
    size += value.length;
  }
  return parts;
}

interface ClientRequestOptions extends RequestOptions {
  session?: { requests: WebRequest };
  redirect?: 'follow' | 'error' | 'manual';
}

/** Electron's `ClientRequest`, as far as electron-updater goes: it asks for files and follows redirects by itself. */
class ClientRequest extends EventEmitter {
  readonly #options: ClientRequestOptions;
  #isAborted = false;
  #isFollowing = false;
  #sent: ReturnType<typeof sendRequest> | null = null;

  constructor(options: ClientRequestOptions) {
    super();
    this.#options = options;
  }
  end(): void {
    const { protocol, hostname, port, path } = this.#options;
    void this.#send(`${protocol}//${hostname}${port ? `:${port}` : ''}${path}`);
  }
  abort(): void {
    this.#isAborted = true;
    this.#sent?.destroy();
  }
  followRedirect(): void {
    this.#isFollowing = true;
  }
  async #send(url: string): Promise<void> {
    record('net.request', url);
    if ((await this.#options.session?.requests.allows(url)) === false) return this.#fail('ERR_BLOCKED_BY_CLIENT');
    if (this.#isAborted) return;
    const { headers, method = 'GET' } = this.#options;
    this.#sent = sendRequest(locate(url), { headers: headers ?? {}, method }, (response) =>
      this.#receive(url, response),
    );
    this.#sent.on('error', () => this.#fail('ERR_FAILED'));
    this.#sent.end();
  }
  #receive(url: string, response: IncomingMessage): void {
    const { statusCode = 0, headers } = response;
    const { location } = headers;
    if (statusCode < 300 || statusCode >= 400 || location === undefined) {
      this.emit('response', response);
      return;
    }
    response.resume();
    const next = new URL(location, url).href;
    this.emit('redirect', statusCode, this.#options.method ?? 'GET', next, headers);
    // Whoever listens for redirects has to follow them at once.
    const isFollowed =
      this.#isFollowing || (this.listenerCount('redirect') === 0 && this.#options.redirect !== 'error');
    this.#isFollowing = false;
    if (isFollowed) void this.#send(next);
    else if (!this.#isAborted) this.#fail('ERR_ABORTED');
  }
  #fail(code: string): void {
    if (!this.#isAborted) this.emit('error', new Error(`net::${code}`));
  }
}

/** `net.request`. */
export function request(options: ClientRequestOptions): ClientRequest {
  requireReady('net.request()');
  return onlyKnown('ClientRequest', new ClientRequest(options));
}
