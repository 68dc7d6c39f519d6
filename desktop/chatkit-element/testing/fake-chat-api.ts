import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';

/** A request as the server received it. */
export type ReceivedRequest = {
  type: string;
  params: Record<string, unknown>;
  metadata: unknown;
  headers: IncomingMessage['headers'];
  /** Aborts when the client goes away. */
  signal: AbortSignal;
};

/** A scripted answer: frames to stream, or JSON. */
export type Script = (request: ReceivedRequest, reply: Reply) => Promise<void> | void;

/** Writes an answer. */
export type Reply = {
  json: (body: unknown, status?: number) => void;
  /** Sends frames; each argument is one. */
  frames: (...frames: object[]) => void;
  /** Sends bytes as they are. */
  raw: (bytes: string | Uint8Array) => Promise<void>;
  end: () => void;
  /** Breaks the connection. */
  destroy: () => void;
};

/** A server that speaks the ChatKit protocol as a test scripts it, over real HTTP, and serves the test pages. */
export class FakeChatApi {
  readonly requests: ReceivedRequest[] = [];
  readonly uploads: { method: string; headers: IncomingMessage['headers']; body: Buffer }[] = [];
  /** Paths other than the chat's that were asked for. */
  readonly paths: string[] = [];
  readonly #scripts = new Map<string, Script>();
  readonly #server: Server;
  readonly #assets: string;
  url = '';

  constructor(assets: string) {
    this.#assets = assets;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => response.destroy(new Error(String(error))));
    });
  }

  /** Listens on a free port. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    this.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  /** Breaks all connections and stops. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Scripts the answer to one request type. */
  on(type: string, script: Script): void {
    this.#scripts.set(type, script);
  }

  /** Forgets scripts and what was received. */
  reset(): void {
    this.#scripts.clear();
    this.requests.length = 0;
    this.uploads.length = 0;
    this.paths.length = 0;
  }

  /** The requests of one type so far. */
  received(type: string): ReceivedRequest[] {
    return this.requests.filter((request) => request.type === type);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.url).pathname;
    if (path === '/chat') return this.#chat(request, response);
    this.paths.push(path);
    if (path === '/') return void response.setHeader('Content-Type', 'text/html').end(PAGE);
    if (path.startsWith('/upload')) {
      this.uploads.push({ method: request.method ?? '', headers: request.headers, body: await readBody(request) });
      const file = { id: 'atc_direct', type: 'file', name: 'direct.txt', mime_type: 'text/plain' };
      return void response.setHeader('Content-Type', 'application/json').end(JSON.stringify(file));
    }
    const file = await readFile(join(this.#assets, path)).catch(() => null);
    if (!file) return void response.writeHead(404).end();
    const type = path.endsWith('.js') ? 'text/javascript' : 'text/css';
    return void response.setHeader('Content-Type', type).end(file);
  }

  async #chat(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { type, params, metadata } = JSON.parse((await readBody(request)).toString());
    const closed = new AbortController();
    response.on('close', () => closed.abort());
    const received = { type, params, metadata, headers: request.headers, signal: closed.signal };
    this.requests.push(received);
    const script = this.#scripts.get(type);
    const reply = replyTo(response);
    if (script) await script(received, reply);
    else reply.json({ error: { code: 'unscripted', message: `Nothing is scripted for ${type}.` } }, 500);
  }
}

function replyTo(response: ServerResponse): Reply {
  const raw = async (bytes: string | Uint8Array) => {
    if (!response.headersSent) response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
    response.write(bytes);
    // Leaves the bytes time to arrive as a chunk of their own.
    await new Promise((resolve) => setTimeout(resolve, 15));
  };
  return {
    raw,
    frames: (...frames) => void raw(frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join('')),
    json: (body, status = 200) =>
      void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body)),
    end: () => void response.end(),
    destroy: () => void response.destroy(),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>ChatKit</title>
<style>body{margin:0}openai-chatkit{display:block;height:100vh}</style></head><body></body></html>`;
