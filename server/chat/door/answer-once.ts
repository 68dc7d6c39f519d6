import { createHash } from 'node:crypto';
import { raw } from 'objection';
import { ChatKitError } from '../../chatkit/protocol/chatkit-error.ts';
import type { ChatKitServer } from '../../chatkit/chatkit-server.ts';
import type { Knex } from '../../database/database.ts';
import { AppError } from '../../ground/errors.ts';
import { IdempotencyKey, secondsFromNow } from '../../models/idempotency-key.ts';
import type { ChatCaller } from '../store/chat-caller.ts';
import { plainChat, plainResponse, type PlainRequest, type PlainResponse } from './plain-chat.ts';

/** How long a key is remembered, as many payment APIs do. */
const KEPT_HOURS = 24;
/** How long a request that never got as far as a message keeps others of its key waiting, when its instance died. */
const HELD_SECONDS = 30;
/** And one that did: from then on the conversation's own lease says whether somebody answers. */
const HELD_WITH_MESSAGE_SECONDS = 10;
const RETRY_SECONDS = 2;

/** An answer, and whether it was given before. */
interface OnceAnswered {
  answer: PlainResponse;
  isReplay: boolean;
}

/**
 * Answers a request of the plain form once, however often it is sent with the same `Idempotency-Key`
 * (draft-ietf-httpapi-idempotency-key-header): a repetition gets the first answer, or goes on with the message that an
 * interrupted try left behind, whose tool calls are not made again.
 *
 * @throws AppError as `plainChat`; `still_answering` while the first try runs; `idempotency_key_reused` when the key
 * belongs to another request.
 */
export async function answerOnce(
  { chat, database }: { chat: ChatKitServer<ChatCaller>; database: Knex },
  key: string,
  request: PlainRequest,
  caller: ChatCaller,
  begun?: (conversationId: string) => void,
): Promise<OnceAnswered> {
  const { userId } = caller;
  const hash = createHash('sha256').update(JSON.stringify(request)).digest('base64url');
  const times = { keptHours: KEPT_HOURS, heldSeconds: HELD_SECONDS };
  const taken = await IdempotencyKey.take(database, { userId, key, requestHash: hash }, times);
  if (!taken) return { answer: await findAnswer(database, { userId, key, hash }), isReplay: true };

  const { conversationId, itemId } = taken;
  const own = () => IdempotencyKey.query(database).findById([userId, key]);
  const before = conversationId !== null && itemId !== null ? { conversationId, itemId } : undefined;
  let hasMessage = before !== undefined;
  try {
    const answer = await plainChat(chat, request, caller, {
      before,
      ...(begun && { begun }),
      onMessage: async (message) => {
        await own().patch({ ...message, heldUntil: secondsFromNow(HELD_WITH_MESSAGE_SECONDS) });
        hasMessage = true;
      },
    });
    await own().patch({ conversationId: answer.conversation_id, answer });
    return { answer, isReplay: false };
  } catch (error) {
    // The next try begins anew when nothing came of this one, and goes on where it stopped otherwise.
    await (hasMessage
      ? own()
          .whereNull('answer')
          .patch({ heldUntil: raw('now()') })
      : own().whereNull('answer').delete());
    if (before && error instanceof ChatKitError && error.code === 'turn_in_progress') throw stillAnswering();
    throw error;
  }
}

async function findAnswer(
  database: Knex,
  { userId, key, hash }: { userId: string; key: string; hash: string },
): Promise<PlainResponse> {
  const known = await IdempotencyKey.query(database).findById([userId, key]);
  if (known && known.requestHash !== hash) {
    throw new AppError('idempotency_key_reused', 'This Idempotency-Key was used for another request.');
  }
  if (known?.answer) return plainResponse.parse(known.answer);
  throw stillAnswering();
}

function stillAnswering(): AppError {
  return new AppError('still_answering', 'This message is being answered already. Ask again in a moment.', {
    retryAfter: RETRY_SECONDS,
  });
}
