import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AttachmentService, type AttachmentStorage } from '../attachments/attachment-service.ts';
import type { ChatKitHandlers, Feedback, ChatKitCaller } from '../chatkit-handlers.ts';
import type { ChatKitOptions } from '../chatkit-parts.ts';
import { createChatKitServer, type ChatKitServer } from '../chatkit-server.ts';
import type { ChatKitStore } from '../chatkit-store.ts';
import { StreamError } from '../protocol/stream-error.ts';
import type { ThreadItem } from '../protocol/thread-item.ts';

/** What a host gives to the handlers besides the store's needs. */
export type HostCaller = ChatKitCaller & { readonly userId: string; readonly locale: string };

export interface ScriptedHostParts<C extends HostCaller> {
  store: ChatKitStore<C>;
  storage: AttachmentStorage;
  createCaller: (caller: HostCaller) => C;
  options?: ChatKitOptions;
  /** What answers a message that is no script; nothing unless given. */
  fallback?: Responder;
}

type Handlers = ChatKitHandlers<HostCaller>;
type Responder = Handlers['respond'];
type ActionRunner = NonNullable<Handlers['action']>;
type SyncActionRunner = NonNullable<Handlers['syncAction']>;

/** What a host needs of the server and the store it runs on. */
export interface Backend {
  process: ChatKitServer<HostCaller>['process'];
  saveItems: ChatKitStore<HostCaller>['saveItems'];
}

/** Makes a host on a store whose caller may hold more than the host knows of. */
export async function startScriptedHost<C extends HostCaller>(parts: ScriptedHostParts<C>): Promise<ScriptedHost> {
  const { store, storage, createCaller, options = {}, fallback = silence } = parts;
  const host = new ScriptedHost(storage, fallback, (handlers) => {
    const chatKit = createChatKitServer<C>({ store, handlers, options });
    return {
      process: (body, caller) => chatKit.process(body, createCaller(caller)),
      saveItems: (threadId, items, caller) => store.saveItems(threadId, items, createCaller(caller)),
    };
  });
  await host.start();
  return host;
}

/** The error a script throws to stand for an expected failure of a host. */
export class HostFailure extends Error {}

/**
 * A ChatKit server on loopback whose replies a test writes: `respond` and the two `action`s give back a word, and the
 * server plays the script when that word comes as a message or as an action's type.
 */
export class ScriptedHost {
  /** Every feedback handed on. */
  readonly feedback: Feedback[] = [];
  /** The threads of turns that were cancelled. */
  readonly cancelled: string[] = [];
  /** Failures reported to the log. */
  readonly failures: unknown[] = [];
  readonly #responders = new Map<string, Responder>();
  readonly #actions = new Map<string, ActionRunner>();
  readonly #syncActions = new Map<string, SyncActionRunner>();
  readonly #attachments: AttachmentService<HostCaller>;
  readonly #fallback: Responder;
  readonly #backend: Backend;
  readonly #server: Server;
  #turns = 0;

  constructor(storage: AttachmentStorage, fallback: Responder, connect: (handlers: Handlers) => Backend) {
    this.#attachments = new AttachmentService<HostCaller>({
      storage,
      secret: randomUUID(),
      address: (owner, id) => `${this.origin}/files/${owner}/${id}`,
      owner: (caller) => caller.userId,
      maxBytes: 100_000,
      quotaBytes: 150_000,
    });
    this.#fallback = fallback;
    this.#backend = connect(this.#handlers());
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  get origin(): string {
    const address = this.#server.address();
    return address && typeof address === 'object' ? `http://127.0.0.1:${(address satisfies AddressInfo).port}` : '';
  }

  /** How many turns run right now. */
  get runningTurns(): number {
    return this.#turns;
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  respond(responder: Responder): string {
    const word = `script ${randomUUID()}`;
    this.#responders.set(word, responder);
    return word;
  }

  action(runner: ActionRunner): string {
    const type = `action.${randomUUID()}`;
    this.#actions.set(type, runner);
    return type;
  }

  syncAction(runner: SyncActionRunner): string {
    const type = `sync.${randomUUID()}`;
    this.#syncActions.set(type, runner);
    return type;
  }

  /** What a handler of a synchronous action does to have its change stored. */
  saveItems(threadId: string, items: ThreadItem[], userId: string): Promise<void> {
    return this.#backend.saveItems(threadId, items, { userId, locale: 'en', signal: new AbortController().signal });
  }

  #handlers(): Handlers {
    return {
      respond: (thread, message, caller) => {
        const responder = this.#findResponder(thread.history) ?? this.#fallback;
        return responder(thread, message, caller);
      },
      action: (thread, action, sender, caller) => {
        const runner = this.#actions.get(action.type);
        return runner ? runner(thread, action, sender, caller) : silence();
      },
      syncAction: async (thread, action, sender, caller) =>
        this.#syncActions.get(action.type)?.(thread, action, sender, caller),
      feedback: async (feedback) => {
        this.feedback.push(feedback);
      },
      transcribe: async ({ bytes, mimeType, mediaType }, { locale }) => {
        if (locale === 'xx') throw new HostFailure('There is no dictation here.');
        return `${Buffer.from(bytes).toString()} ${mimeType} ${mediaType}`;
      },
      attachments: this.#attachments.handlers,
      cancelled: (thread) => {
        this.cancelled.push(thread.id);
      },
      toStreamError: (error) => (error instanceof HostFailure ? new StreamError(error.message) : undefined),
      failed: (error) => {
        this.failures.push(error);
      },
    };
  }

  #findResponder(history: readonly ThreadItem[]): Responder | undefined {
    const newest = history.findLast((item) => item.type === 'user_message');
    const first = newest?.type === 'user_message' ? newest.content[0] : undefined;
    return first ? this.#responders.get(first.text) : undefined;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const controller = new AbortController();
    response.once('close', () => {
      if (!response.writableEnded) controller.abort();
    });
    try {
      const url = new URL(request.url ?? '/', 'http://host');
      const caller: HostCaller = {
        userId: String(request.headers['x-user'] ?? ''),
        locale: request.headers['accept-language'] ?? 'en',
        signal: controller.signal,
      };
      if (url.pathname === '/chatkit') await this.#answerChatKit(request, response, caller);
      else await this.#answerFile(request, response, url, caller);
    } catch (error) {
      if (!response.headersSent) sendJson(response, ...toProblem(error));
      else response.destroy();
    }
  }

  async #answerChatKit(request: IncomingMessage, response: ServerResponse, caller: HostCaller): Promise<void> {
    const answer = await this.#backend.process(await readAll(request), caller);
    if (answer.kind === 'json') return sendJson(response, 200, answer.body);
    this.#turns += 1;
    void answer.finished.then(() => (this.#turns -= 1));
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
    for await (const frame of answer.frames) {
      if (!response.write(frame)) await once(response, 'drain', { signal: caller.signal });
    }
    response.end();
  }

  async #answerFile(request: IncomingMessage, response: ServerResponse, url: URL, caller: HostCaller): Promise<void> {
    const upload = { contentType: request.headers['content-type'] ?? '', body: request };
    if (url.pathname === '/upload') {
      return sendJson(response, 200, await this.#attachments.receiveDirect(upload, caller));
    }
    const [, , owner = '', id = ''] = url.pathname.split('/');
    const file = { owner, id, query: url.searchParams };
    if (request.method !== 'GET') return sendJson(response, 200, await this.#attachments.receive(file, upload));
    const { headers, bytes } = await this.#attachments.serve(file);
    response.writeHead(200, headers).end(bytes);
  }
}

async function* silence(): AsyncGenerator<never, void, undefined> {}

async function readAll(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** Whatever has a status and a code is an expected refusal, as the store's own errors are. */
function toProblem(error: unknown): [number, object] {
  if (error instanceof HostFailure) return [501, { error: { code: 'not_supported', message: error.message } }];
  if (!(error instanceof Error) || !('status' in error) || !('code' in error)) {
    return [500, { error: { code: 'internal_error', message: String(error) } }];
  }
  return [Number(error.status), { error: { code: error.code, message: error.message } }];
}
