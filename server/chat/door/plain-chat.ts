import { z } from 'zod';
import type { ChatKitServer } from '../../chatkit/chatkit-server.ts';
import type { ChatKitRequestBody } from '../../chatkit/protocol/chatkit-request.ts';
import { AppError } from '../../ground/errors.ts';
import { CANCEL_ACTION, CONFIRM_ACTION } from '../cards/confirmation-card.ts';
import { phrasesFor } from '../../languages/phrases-for.ts';
import { plainReceipt, tellReceipt } from './plain-receipt.ts';
import type { ChatCaller } from '../store/chat-caller.ts';

export const plainRequest = z.union([
  z.strictObject({ message: z.string(), conversation_id: z.uuid().optional() }),
  z.strictObject({
    conversation_id: z.uuid(),
    confirmation: z.strictObject({ id: z.uuid(), decision: z.enum(['confirm', 'cancel']) }),
  }),
]);

/** A request of the plain form: something said, or a confirmation answered. */
export type PlainRequest = z.infer<typeof plainRequest>;

export const plainResponse = z.object({
  conversation_id: z.string(),
  message: z.string().describe('All that was said and done, in words'),
  reply: z.string().default('').describe('What was said besides the receipt; empty when the receipt says it all'),
  receipt: plainReceipt.nullable().default(null),
  tool_calls: z
    .object({
      id: z.string(),
      name: z.string(),
      arguments: z.record(z.string(), z.unknown()),
      status: z.string(),
      result: z.unknown(),
    })
    .array(),
  confirmation: z.object({ id: z.string(), summary: z.string(), expires_at: z.string() }).nullable(),
  // An answer that was kept before there were any has none.
  choices: z.string().array().default([]),
});

export type PlainResponse = z.infer<typeof plainResponse>;

/** A message of the user's as it is stored. */
export interface StoredMessage {
  conversationId: string;
  itemId: string;
}

const errorFrame = z.object({ message: z.string().optional() });
const userMessage = z.object({
  type: z.literal('thread.item.done'),
  item: z.object({ type: z.literal('user_message'), id: z.string(), thread_id: z.string() }),
});

/**
 * Chat without ChatKit, for scripts and the tray: the same turn as a ChatKit request makes, answered in one piece.
 *
 * @param options.before goes on with this message instead of storing the request's @param options.onMessage waited for
 * before anything comes of the message @param options.begun told where the turn runs
 * @throws AppError or ChatKitError as a ChatKit request would, or why a confirmation was refused; `model_unavailable`
 * when the turn ended with another error.
 */
export async function plainChat(
  chat: ChatKitServer<ChatCaller>,
  request: PlainRequest,
  caller: ChatCaller,
  {
    before,
    onMessage,
    begun,
  }: {
    before?: StoredMessage | undefined;
    onMessage?: (message: StoredMessage) => Promise<void>;
    begun?: (conversationId: string) => void;
  } = {},
): Promise<PlainResponse> {
  const response = before
    ? await chat.process(toRetry(before), { ...caller, keepsLater: true })
    : await chat.process(toChatKitRequest(request), caller);
  if (response.kind !== 'stream')
    throw new AppError('internal_error', 'Something went wrong on our side. Please try again.');
  const { threadId: conversationId } = response;
  begun?.(conversationId);
  for await (const frame of response.frames) {
    const message = onMessage && findMessage(frame);
    if (message) await onMessage(message);
    const failure = frame.split('\n\n').find((part) => part.startsWith('data: {"type":"error"'));
    if (failure !== undefined) throw caller.log.refusal ?? toFailure(failure);
  }
  await response.finished;
  if (caller.signal.aborted) throw new AppError('conflict', 'This answer was stopped before it was whole.');

  const { said, calls, confirmation, choices, locale } = caller.log;
  const tell = (told: typeof said) => told.map(({ words }) => words).join('\n\n');
  return {
    conversation_id: conversationId,
    message: tell(said),
    reply: tell(said.filter(({ isReceipt }) => !isReceipt)),
    receipt: tellReceipt(calls, phrasesFor(locale)),
    tool_calls: calls.map(({ callId, name, args, status, result }) => ({
      id: callId,
      name,
      arguments: args,
      status,
      result,
    })),
    confirmation: confirmation && {
      id: confirmation.id,
      summary: confirmation.summary,
      expires_at: confirmation.expiresAt.toISOString(),
    },
    choices: [...choices],
  };
}

/** Goes on with a message that is stored already. */
function toRetry({ conversationId, itemId }: StoredMessage): ChatKitRequestBody {
  return { type: 'threads.retry_after_item', params: { thread_id: conversationId, item_id: itemId } };
}

/** The user's message, once it is stored; nothing has come of it yet then. */
function findMessage(frame: string): StoredMessage | undefined {
  for (const part of frame.split('\n\n').filter((text) => text.startsWith('data: {"type":"thread.item.done"'))) {
    const { data } = userMessage.safeParse(parseFrame(part));
    if (data) return { conversationId: data.item.thread_id, itemId: data.item.id };
  }
  return undefined;
}

function toChatKitRequest(request: PlainRequest): ChatKitRequestBody {
  if ('confirmation' in request) {
    const { id, decision } = request.confirmation;
    const action = { type: decision === 'confirm' ? CONFIRM_ACTION : CANCEL_ACTION, payload: { id } };
    return { type: 'threads.custom_action', params: { thread_id: request.conversation_id, action } };
  }
  const content = [{ type: 'input_text' as const, text: request.message }];
  const input = { content, attachments: [], inference_options: {} };
  return request.conversation_id === undefined
    ? { type: 'threads.create', params: { input } }
    : { type: 'threads.add_user_message', params: { thread_id: request.conversation_id, input } };
}

function parseFrame(frame: string): unknown {
  return JSON.parse(frame.slice('data: '.length).split('\n')[0] ?? '');
}

function toFailure(frame: string): AppError {
  const { message } = errorFrame.parse(parseFrame(frame));
  return new AppError(
    'model_unavailable',
    message ?? 'Something went wrong while answering. Your message is kept; please try again.',
  );
}
