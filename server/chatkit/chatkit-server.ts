import { answerJson } from './turn/answer-json.ts';
import { beginTurn } from './turn/begin-turn.ts';
import type { ChatKitCaller } from './chatkit-handlers.ts';
import type { ChatKitParts } from './chatkit-parts.ts';
import { isStreaming, parseChatKitRequest } from './protocol/chatkit-request.ts';
import { findSentBefore } from './turn/sent-before.ts';
import { watchTurn } from './turn/watch-turn.ts';

/**
 * Makes a complete ChatKit server. A host mounts it behind one POST route:
 *
 *     const chatKit = createChatKitServer({ store, handlers: { async *respond(thread, message, caller) { … } } });
 *
 *     const response = await chatKit.process(ctx.request.rawBody, { signal, userId });   // throws ChatKitError
 *     if (response.kind === 'json') ctx.body = response.body;
 *     else for await (const frame of response.frames) await write(frame);                // text/event-stream
 *
 * `signal` must abort when the client goes away and must not abort after a normal end. A host may let turns go on without
 * their client: then it aborts when the turn is stopped, and somebody goes on pulling frames.
 */
export function createChatKitServer<C extends ChatKitCaller>(parts: ChatKitParts<C>): ChatKitServer<C> {
  return {
    process: async (body, caller) => {
      const request = parseChatKitRequest(body);
      if (request.type === 'threads.watch') {
        const threadId = request.params.thread_id;
        const frames = await watchTurn({ threadId }, caller, parts);
        return { kind: 'stream', threadId, frames, finished: Promise.resolve() };
      }
      if (!isStreaming(request)) {
        return { kind: 'json', status: 200, body: await answerJson(request, caller, parts) };
      }
      const before = await findSentBefore(request, caller, parts);
      if (before) {
        const frames = await watchTurn({ ...before, announces: request.type === 'threads.create' }, caller, parts);
        return { kind: 'stream', threadId: before.threadId, frames, finished: Promise.resolve() };
      }
      const turn = await beginTurn(request, caller, parts);
      return { kind: 'stream', threadId: turn.threadId, frames: turn.frames(), finished: turn.finished };
    },
  };
}

/** The answer to one request. */
type ChatKitResponse =
  | { kind: 'json'; status: 200; body: unknown }
  | {
      kind: 'stream';
      threadId: string;
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
  process(body: unknown, caller: C): Promise<ChatKitResponse>;
}
