import { Router } from '@koa/router';
import { z } from 'zod';
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
import { TurnLimit } from './turn-limit.ts';

/** What a client may choose as its key: a UUID, usually. */
const KEY = /^[\x21-\x7e]{1,128}$/;

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
 * plain form.
 */
export function chatRoutes(
  chat: ChatKitServer<ChatCaller>,
  database: Knex,
  { messageCharacters, turnsAtOncePerUser }: Config['limits'],
): AppRoutes {
  const turns = new TurnLimit(turnsAtOncePerUser);
  return new Router<RequestState>()
    .post('/api/:userId/chat', async (ctx) => {
      const caller = chatCallerOf(ctx);
      const body: unknown = ctx.request.body;
      const type = typed.safeParse(body).data?.type;
      ctx.state.logger.setBindings({
        chat: type === undefined ? 'plain' : requestSchemas.has(type) ? type : 'unknown',
      });
      const isTurn = type === undefined || startsTurn(type);
      if (isTurn && !ctx.res.closed) ctx.res.once('close', turns.begin(caller.userId).end);
      try {
        if (type === undefined) {
          const request = parsePlain(body, messageCharacters);
          const key = ctx.get('Idempotency-Key');
          if (key === '') {
            ctx.body = await plainChat(chat, request, caller);
            return;
          }
          if (!KEY.test(key))
            throw new AppError('invalid_request', 'An Idempotency-Key has 1 to 128 visible characters.');
          const { answer, isReplay } = await answerOnce({ chat, database }, key, request, caller);
          if (isReplay) ctx.set('Idempotency-Replayed', 'true');
          ctx.body = answer;
          return;
        }
        expectSayable(body, messageCharacters);
        const response = await chat.process(body, caller);
        if (response.kind === 'json') ctx.body = response.body;
        else await sendEventStream(ctx, response.frames);
      } catch (error) {
        throw error instanceof ChatKitError ? toAppError(error) : error;
      }
    })
    .routes();
}

/** The caller of one chat request. `Prefer: relative-links` (RFC 7240) asks for addresses without a host. */
export function chatCallerOf(ctx: Parameters<typeof callerOf>[0]): ChatCaller {
  const prefersRelativeLinks = ctx.get('Prefer').includes('relative-links');
  return { ...callerOf(ctx), log: new TurnLog(), prefersRelativeLinks };
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
