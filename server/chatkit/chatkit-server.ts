import type { ChatKitHandlers, RequestContext } from './chatkit-handlers.ts';
import type { ChatKitStore } from './chatkit-store.ts';

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
export type ChatKitResponse =
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

/** What a server is made of. */
export interface ChatKitParts<C> {
  store: ChatKitStore<C>;
  handlers: ChatKitHandlers<C>;
  options?: ChatKitOptions;
}

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
export declare function createChatKitServer<C extends RequestContext>(parts: ChatKitParts<C>): ChatKitServer<C>;
