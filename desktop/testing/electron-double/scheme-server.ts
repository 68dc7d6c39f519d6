import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { Readable } from 'node:stream';

/** A handler as the app registers it. */
export type SchemeHandler = (request: Request & { initiatorOrigin?: string }) => Response | Promise<Response>;

interface Mapping {
  shown: string;
  real: string;
  server: Server;
}

/**
 * Gives each origin of a privileged scheme a loopback server, since Chromium does not know the scheme. What the app sees
 * are its own addresses; what Chromium sees are secure `*.localhost` origins, with streaming and aborting as they are.
 */
export class SchemeServers {
  readonly #mappings: Mapping[] = [];
  /** Asks the app whether a navigation may go where the handler sent it. */
  decideRedirect: (realFrom: string, shownTo: string, isMainFrame: boolean) => boolean = () => true;

  /** @returns the address Chromium loads for one of the app's */
  async toReal(shown: string, handlers: Map<string, SchemeHandler>): Promise<string> {
    const url = new URL(shown);
    const scheme = url.protocol.slice(0, -1);
    if (!handlers.has(scheme)) return shown;
    // Looked up each time, as the app may stop handling its scheme.
    const handler: SchemeHandler = (request) => handlers.get(scheme)?.(request) ?? Response.error();
    const origin = `${url.protocol}//${url.host}`;
    const known =
      this.#mappings.find((mapping) => mapping.shown === origin) ?? (await this.#serve(origin, url.host, handler));
    return shown.replace(origin, known.real);
  }

  /** @returns the address as the app knows it */
  toShown(real: string): string {
    if (real.startsWith('blob:')) return `blob:${this.toShown(real.slice('blob:'.length))}`;
    const mapping = this.#mappings.find((each) => real === each.real || real.startsWith(`${each.real}/`));
    return mapping ? real.replace(mapping.real, mapping.shown) : real;
  }

  /** The origins Chromium knows ours by. */
  origins(): string[] {
    return this.#mappings.map(({ real }) => real);
  }

  isOurs(real: string): boolean {
    return this.#mappings.some((mapping) => new URL(real).origin === mapping.real);
  }

  close(): void {
    for (const { server } of this.#mappings) {
      server.closeAllConnections();
      server.close();
    }
  }

  async #serve(shown: string, host: string, handler: SchemeHandler): Promise<Mapping> {
    const server = createServer((incoming, outgoing) => void this.#answer(shown, handler, incoming, outgoing));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    server.unref();
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const mapping = { shown, real: `http://parley-${host.replaceAll(/[^a-z0-9-]/gi, '-')}.localhost:${port}`, server };
    this.#mappings.push(mapping);
    return mapping;
  }

  async #answer(
    shown: string,
    handler: SchemeHandler,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    try {
      const response = await handler(this.#toRequest(shown, incoming));
      const location = response.headers.get('location');
      if (location !== null && incoming.headers['sec-fetch-mode'] === 'navigate') {
        return this.#redirect(shown, location, incoming, outgoing);
      }
      outgoing.writeHead(response.status, [...response.headers].flat());
      outgoing.flushHeaders();
      if (response.body === null) return void outgoing.end();
      await pour(response.body, outgoing);
    } catch {
      outgoing.destroy();
    }
  }

  /** What Chromium would follow by itself; prevented, the page keeps what it shows. */
  #redirect(shown: string, location: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
    const target = new URL(location, shown).href;
    const realFrom = `http://${incoming.headers.host}${incoming.url}`;
    const isMainFrame = incoming.headers['sec-fetch-dest'] === 'document';
    const isAllowed = this.decideRedirect(realFrom, target, isMainFrame);
    const real = this.#mappings.find((mapping) => target.startsWith(`${mapping.shown}/`));
    if (!isAllowed) return void outgoing.writeHead(204).end();
    outgoing.writeHead(302, { location: real ? target.replace(real.shown, real.real) : target }).end();
  }

  #toRequest(shown: string, incoming: IncomingMessage): Request & { initiatorOrigin?: string } {
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) {
      if (name !== 'host' && name !== 'connection' && value !== undefined) headers.set(name, String(value));
    }
    for (const name of ['origin', 'referer']) {
      const value = headers.get(name);
      if (value !== null) headers.set(name, this.toShown(value));
    }
    const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
    const request = new Request(`${shown}${incoming.url ?? '/'}`, {
      method: incoming.method ?? 'GET',
      headers,
      ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
    });
    const initiatorOrigin = initiatorOf(headers, shown);
    return Object.assign(request, initiatorOrigin === undefined ? {} : { initiatorOrigin });
  }
}

/** A page that stops listening has the body cancelled; the signal of the request never tells. */
async function pour(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const stop = (): void => void reader.cancel().catch(() => undefined);
  if (outgoing.destroyed) return stop();
  outgoing.once('close', stop);
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (!outgoing.write(part.value))
      await new Promise((resolve) => outgoing.once('drain', resolve).once('close', resolve));
  }
  outgoing.end();
}

function initiatorOf(headers: Headers, shown: string): string | undefined {
  const site = headers.get('sec-fetch-site');
  if (site === null || site === 'none') return undefined;
  return site === 'same-origin' ? shown : (headers.get('origin') ?? 'null');
}
