import { z } from 'zod';
import type { ChatKitServer } from '../chatkit/chatkit-server.ts';
import { AppError } from '../errors.ts';
import { CANCEL_ACTION, CONFIRM_ACTION } from './confirmation-card.ts';
import type { ParleyContext } from './parley-context.ts';

/** A request of the plain form: something said, or a confirmation answered. */
export const plainRequest = z.union([
  z.strictObject({ message: z.string(), conversation_id: z.uuid().optional() }),
  z.strictObject({
    conversation_id: z.uuid(),
    confirmation: z.strictObject({ id: z.uuid(), decision: z.enum(['confirm', 'cancel']) }),
  }),
]);

/** The answer of the plain form. */
export interface PlainResponse {
  conversation_id: string;
  message: string;
  tool_calls: { id: string; name: string; arguments: Record<string, unknown>; status: string; result: unknown }[];
  confirmation: { id: string; summary: string; expires_at: string } | null;
}

const errorFrame = z.object({ message: z.string().optional() });
const createdFrame = z.object({ thread: z.object({ id: z.string() }) });

/**
 * Chat without ChatKit, for scripts and the tray: the same turn as a ChatKit request makes, answered in one piece.
 *
 * @throws AppError or ChatKitError as a ChatKit request would, or why a confirmation was refused; `model_unavailable`
 * when the turn ended with another error.
 */
export async function plainChat(
  chat: ChatKitServer<ParleyContext>,
  request: z.infer<typeof plainRequest>,
  context: ParleyContext,
): Promise<PlainResponse> {
  const response = await chat.process(toChatKitRequest(request), context);
  if (response.kind !== 'stream')
    throw new AppError('internal_error', 'Something went wrong on our side. Please try again.');
  let conversationId = request.conversation_id;
  for await (const frame of response.frames) {
    conversationId ??= createdFrame.parse(parseFrame(frame)).thread.id;
    const failure = frame.split('\n\n').find((part) => part.startsWith('data: {"type":"error"'));
    if (failure !== undefined) throw context.log.refusal ?? toFailure(failure);
  }
  await response.finished;

  const { said, calls, confirmation } = context.log;
  return {
    conversation_id: conversationId ?? '',
    message: said.join('\n\n'),
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
  };
}

function toChatKitRequest(request: z.infer<typeof plainRequest>): unknown {
  if ('confirmation' in request) {
    const { id, decision } = request.confirmation;
    const action = { type: decision === 'confirm' ? CONFIRM_ACTION : CANCEL_ACTION, payload: { id } };
    return { type: 'threads.custom_action', params: { thread_id: request.conversation_id, action } };
  }
  const input = { content: [{ type: 'input_text', text: request.message }], attachments: [], inference_options: {} };
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
