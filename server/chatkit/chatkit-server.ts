import { answerRequest } from './turn/answer-request.ts';
import { beginTurn, type StreamingRequest, type TurnSettings } from './turn/begin-turn.ts';
import type { ChatKitHandlers, RequestContext } from './chatkit-handlers.ts';
import { parseChatKitRequest, type ChatKitRequest } from './protocol/chatkit-request.ts';
import type { ChatKitStore } from './chatkit-store.ts';
import { createId } from './protocol/item-id.ts';

/**
 * Makes a complete ChatKit server. A host mounts it behind one POST route:
 *
 *     const chatKit = createChatKitServer({ store, handlers: { async *respond(thread, message, context) { … } } });
 *
 *     const response = await chatKit.process(ctx.request.rawBody, { signal, userId });   // throws ChatKitError
 *     if (response.kind === 'json') ctx.body = response.body;
 *     else for await (const frame of response.frames) await write(frame);                // text/event-stream
 *
 * `signal` must abort when the client goes away and must not abort after a normal end.
 */
export function createChatKitServer<C extends RequestContext>(parts: ChatKitParts<C>): ChatKitServer<C> {
  const { store, handlers, options = {} } = parts;
  const settings: TurnSettings<C> = {
    store,
    handlers,
    allowCancel: options.allowCancel ?? true,
    historySize: options.historySize ?? 50,
    leaseMilliseconds: options.leaseMilliseconds ?? 10_000,
    checkpointMilliseconds: options.checkpointMilliseconds ?? 1_000,
    createThreadId: options.createThreadId ?? (() => createId('thr')),
  };
  return {
    process: async (body, context) => {
      const request = parseChatKitRequest(body);
      if (!isStreaming(request)) {
        return { kind: 'json', status: 200, body: await answerRequest(request, context, store, handlers) };
      }
      const turn = await beginTurn(request, context, settings);
      return { kind: 'stream', frames: turn.frames(), finished: turn.finished };
    },
  };
}

/** What can be set; everything has a default. */
export interface ChatKitOptions {
  /** Whether clients offer Stop; default true. Going away always cancels. */
  allowCancel?: boolean;
  /** How many of the newest items a responder gets as `thread.history`; default 50. */
  historySize?: number;
  /** How long the lease of a dead instance blocks its thread; default 10,000 ms. */
  leaseMilliseconds?: number;
  /** How often unfinished text is stored; default 1,000 ms. */
  checkpointMilliseconds?: number;
  /** Makes the id of a new thread; default `thr_…`. */
  createThreadId?: () => string;
}

/** The answer to one request. */
type ChatKitResponse =
  | { kind: 'json'; status: 200; body: unknown }
  | {
      kind: 'stream';
      /** Whole frames, ready to be written one after the other; pulled, so a slow client slows the responder. */
      frames: AsyncIterable<string>;
      /** Settles when everything about the turn is stored, also after a cancel; never rejects. */
      finished: Promise<void>;
    };

/** A ChatKit backend behind one POST route. */
export interface ChatKitServer<C> {
  /**
   * Answers one request: its JSON text, its bytes, or its parsed body.
   * @throws ChatKitError when it is refused; a stream is returned only once its first frame is certain.
   */
  process(body: unknown, context: C): Promise<ChatKitResponse>;
}

export interface ChatKitParts<C> {
  store: ChatKitStore<C>;
  handlers: ChatKitHandlers<C>;
  options?: ChatKitOptions;
}

const STREAMING: ReadonlySet<unknown> = new Set<StreamingRequest['type']>([
  'threads.create',
  'threads.add_user_message',
  'threads.add_client_tool_output',
  'threads.add_structured_input',
  'threads.retry_after_item',
  'threads.custom_action',
]);

function isStreaming(request: ChatKitRequest): request is StreamingRequest {
  return startsTurn(request.type);
}

/** True for the type of a request that is answered with a stream. */
export function startsTurn(type: unknown): boolean {
  return STREAMING.has(type);
}
