import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ChatKitError } from '../../chatkit/protocol/chatkit-error.ts';
import type { ChatKitServer } from '../../chatkit/chatkit-server.ts';
import { AppError } from '../../ground/errors.ts';
import type { ChatCaller } from '../store/chat-caller.ts';
import { plainChat, plainResponse, type PlainRequest, type PlainResponse } from './plain-chat.ts';
import { bind } from '../store/sql.ts';
import type { PreparedStatements } from '../store/prepared-statements.ts';
import { toStorableItems } from '../store/storable-items.ts';

/** How long a key is remembered, as many payment APIs do. */
const KEPT_HOURS = 24;
/** How long a request that never got as far as a message keeps others of its key waiting, when its instance died. */
const HELD_SECONDS = 30;
/** And one that did: from then on the conversation's own lease says whether somebody answers. */
const HELD_WITH_MESSAGE_SECONDS = 10;
const RETRY_SECONDS = 2;

const takenKey = z.object({ conversation_id: z.uuid().nullable(), item_id: z.string().nullable() });
const knownKey = z.object({ request_hash: z.string(), answer: plainResponse.nullable() });

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
  { chat, statements }: { chat: ChatKitServer<ChatCaller>; statements: PreparedStatements },
  key: string,
  request: PlainRequest,
  caller: ChatCaller,
): Promise<OnceAnswered> {
  const { userId } = caller;
  const hash = createHash('sha256').update(JSON.stringify(request)).digest('base64url');
  const [row] = await statements.run(
    bind(
      `with outdated as (
        delete from idempotency_keys where user_id = ? and key <> ? and created_at < now() - ? * interval '1 hour'
      )
      insert into idempotency_keys (user_id, key, request_hash, held_until)
      values (?, ?, ?, now() + ? * interval '1 second')
      on conflict (user_id, key) do update set held_until = excluded.held_until
      where idempotency_keys.answer is null and idempotency_keys.held_until < now()
        and idempotency_keys.request_hash = excluded.request_hash
      returning conversation_id, item_id`,
      userId,
      key,
      KEPT_HOURS,
      userId,
      key,
      hash,
      HELD_SECONDS,
    ),
  );
  if (!row) return { answer: await findAnswer(statements, { userId, key, hash }), isReplay: true };

  const { conversation_id: conversationId, item_id: itemId } = takenKey.parse(row);
  const before = conversationId !== null && itemId !== null ? { conversationId, itemId } : undefined;
  let hasMessage = before !== undefined;
  try {
    const answer = await plainChat(chat, request, caller, {
      before,
      onMessage: async (message) => {
        const remember = `update idempotency_keys
          set conversation_id = ?, item_id = ?, held_until = now() + ? * interval '1 second' where user_id = ? and key = ?`;
        const { conversationId: conversation, itemId: item } = message;
        await statements.run(bind(remember, conversation, item, HELD_WITH_MESSAGE_SECONDS, userId, key));
        hasMessage = true;
      },
    });
    const keep = `update idempotency_keys set conversation_id = ?, answer = ?::jsonb where user_id = ? and key = ?`;
    await statements.run(bind(keep, answer.conversation_id, toStorableItems(answer), userId, key));
    return { answer, isReplay: false };
  } catch (error) {
    // The next try begins anew when nothing came of this one, and goes on where it stopped otherwise.
    const release = hasMessage
      ? 'update idempotency_keys set held_until = now() where user_id = ? and key = ? and answer is null'
      : 'delete from idempotency_keys where user_id = ? and key = ? and answer is null';
    await statements.run(bind(release, userId, key));
    if (before && error instanceof ChatKitError && error.code === 'turn_in_progress') throw stillAnswering();
    throw error;
  }
}

async function findAnswer(
  statements: PreparedStatements,
  { userId, key, hash }: { userId: string; key: string; hash: string },
): Promise<PlainResponse> {
  const [row] = await statements.run(
    bind('select request_hash, answer from idempotency_keys where user_id = ? and key = ?', userId, key),
  );
  const known = row && knownKey.parse(row);
  if (known && known.request_hash !== hash) {
    throw new AppError('idempotency_key_reused', 'This Idempotency-Key was used for another request.');
  }
  if (known?.answer) return known.answer;
  throw stillAnswering();
}

function stillAnswering(): AppError {
  return new AppError('still_answering', 'This message is being answered already. Ask again in a moment.', {
    retryAfter: RETRY_SECONDS,
  });
}
