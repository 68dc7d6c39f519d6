import { Router } from '@koa/router';
import { z } from 'zod';
import type { Context } from 'koa';
import { callerOf, type AppRoutes, type RequestState } from '../../ground/request-state.ts';
import { ChatKitError } from '../../chatkit/protocol/chatkit-error.ts';
import { requestSchemas, startsTurn } from '../../chatkit/protocol/chatkit-request.ts';
import type { ChatKitServer } from '../../chatkit/chatkit-server.ts';
import type { Config } from '../../ground/config.ts';
import { AppError } from '../../ground/errors.ts';
import { sendEventStream } from './send-event-stream.ts';
import { TurnLog, type ChatCaller } from '../store/chat-caller.ts';
import { answerOnce } from './answer-once.ts';
import { plainChat, plainRequest, type PlainRequest } from './plain-chat.ts';
import type { Knex } from '../../database/database.ts';
import type { RunningTurns } from './running-turns.ts';
import { TurnLimit } from './turn-limit.ts';

/** What a client may choose as its key: a UUID, usually. */
const KEY = /^[\x21-\x7e]{1,128}$/;

/** More windows than a person looks at one running turn from, at one instance. */
const MOST_WATCHED = 20;

const typed = z.looseObject({ type: z.string() });
const withInput = z.looseObject({
  params: z.looseObject({
    input: z.looseObject({
      content: z.array(z.looseObject({ type: z.string(), text: z.string() })),
      attachments: z.array(z.unknown()).optional(),
    }),
  }),
});

/**
 * `POST /api/:userId/chat`: the single entry point of chat. A body with `type` is a ChatKit request, one without is the
 * plain form. A turn ends with its connection, as the protocol has it, unless its client asks for more with
 * `Prefer: outlive-connection`: then it goes on until it is done, stopped (`stop-route.ts`) or its instance stops.
 */
export function chatRoutes(
  chat: ChatKitServer<ChatCaller>,
  { database, turns }: { database: Knex; turns: RunningTurns },
  { messageCharacters, turnsAtOncePerUser }: Config['limits'],
): AppRoutes {
  const turnLimit = new TurnLimit(turnsAtOncePerUser);
  const watchLimit = new TurnLimit(MOST_WATCHED);
  return new Router<RequestState>()
    .post('/api/:userId/chat', async (ctx) => {
      const body: unknown = ctx.request.body;
      const type = typed.safeParse(body).data?.type;
      ctx.state.logger.setBindings({
        chat: type === undefined ? 'plain' : requestSchemas.has(type) ? type : 'unknown',
      });
      const key = type === undefined ? ctx.get('Idempotency-Key') : '';
      if (key !== '' && !KEY.test(key))
        throw new AppError('invalid_request', 'An Idempotency-Key has 1 to 128 visible characters.');
      // Who sends a key will ask again for the answer.
      const outlives = key !== '' || prefers(ctx, 'outlive-connection');
      const isTurn = type === undefined || startsTurn(type);
      const { userId } = callerOf(ctx);
      const counted = isTurn
        ? turnLimit.begin(userId)
        : type === 'threads.watch'
          ? watchLimit.begin(userId)
          : undefined;
      const turn = isTurn ? turns.begin(outlives ? undefined : ctx.state.signal) : undefined;
      const caller = { ...chatCallerOf(ctx), ...(turn && { signal: turn.signal }), connection: ctx.state.signal };
      try {
        if (type === undefined) {
          const request = parsePlain(body, messageCharacters);
          const begun = (conversationId: string) => turn?.runsIn(conversationId);
          if (key === '') {
            ctx.body = await plainChat(chat, request, caller, { begun });
            return;
          }
          const { answer, isReplay } = await answerOnce({ chat, database }, key, request, caller, begun);
          if (isReplay) ctx.set('Idempotency-Replayed', 'true');
          ctx.body = answer;
          return;
        }
        expectSayable(body, messageCharacters);
        const response = await chat.process(body, caller);
        if (response.kind === 'json') {
          ctx.body = response.body;
          return;
        }
        turn?.runsIn(response.threadId);
        ctx.set('Conversation-Id', response.threadId);
        await sendEventStream(ctx, response.frames, { outlivesClient: isTurn && outlives });
        await response.finished;
      } catch (error) {
        throw error instanceof ChatKitError ? toAppError(error) : error;
      } finally {
        turn?.end();
        counted?.end();
      }
    })
    .routes();
}

/** The caller of one chat request. `Prefer: relative-links` (RFC 7240) asks for addresses without a host. */
export function chatCallerOf(ctx: Parameters<typeof callerOf>[0]): ChatCaller {
  return { ...callerOf(ctx), log: new TurnLog(), prefersRelativeLinks: prefers(ctx, 'relative-links') };
}

/** Whether the `Prefer` header (RFC 7240) asks for something. */
function prefers(ctx: Context, preference: string): boolean {
  return ctx
    .get('Prefer')
    .split(/[\s,]+/)
    .includes(preference);
}

/** The protocol's refusals have the codes of ours. */
export function toAppError(error: ChatKitError): AppError {
  const { code, message, retryAfter } = error;
  return new AppError(code, message, { cause: error, ...(retryAfter === undefined ? {} : { retryAfter }) });
}

function parsePlain(body: unknown, messageCharacters: number): PlainRequest {
  const parsed = plainRequest.safeParse(body);
  if (!parsed.success) {
    throw new AppError(
      'invalid_request',
      'Send {"message": "…", "conversation_id"?: "…"}, {"conversation_id": "…", "confirmation": {"id": "…", "decision": "confirm" or "cancel"}}, or a ChatKit request.',
    );
  }
  if ('message' in parsed.data) expectLength(parsed.data.message, messageCharacters);
  return parsed.data;
}

/** Refuses messages that say nothing or too much; whether the rest of the request is right is the protocol's to say. */
function expectSayable(body: unknown, messageCharacters: number): void {
  const input = withInput.safeParse(body).data?.params.input;
  if (!input) return;
  // A quotation and what tags carry go to the model too: they may take as much again as the text.
  if (countCharacters(input) > 2 * messageCharacters)
    throw new AppError('too_large', 'The message carries too much besides its text.');
  if (input.content.length === 0) return;
  const isTextOnly = input.content.every(({ type }) => type === 'input_text') && (input.attachments?.length ?? 0) === 0;
  const text = input.content.map((part) => part.text).join('');
  if (isTextOnly || text.length > messageCharacters) expectLength(text, messageCharacters);
}

function countCharacters(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, part]) => sum + key.length + countCharacters(part), 0);
}

function expectLength(text: string, messageCharacters: number): void {
  if (text.trim() === '') throw new AppError('invalid_request', 'The message is empty. Please write something.');
  if (text.length > messageCharacters) {
    throw new AppError(
      'too_large',
      `The message is too long: ${text.length} characters, and ${messageCharacters} are allowed.`,
    );
  }
}
