import { raw, type RawBuilder } from 'objection';
import { ChatKitError } from '../../chatkit/protocol/chatkit-error.ts';
import type { Knex } from '../../database/database.ts';
import { Conversation } from '../../models/conversation.ts';

/** How much a person's conversations may take. */
export interface ConversationQuota {
  /** Conversations. */
  readonly conversations: number;
  /** Bytes of all that is said in them; one of them takes a twentieth of it at the most. */
  readonly messageBytes: number;
}

/** As in the settings, where nobody says otherwise. */
export const ORDINARY_ROOM: ConversationQuota = { conversations: 10_000, messageBytes: 1_000_000_000 };

/** PostgreSQL's "not null violation": a new conversation has no id when there is no room for it. */
const NOT_NULL = '23502';

/** Bytes after which a conversation takes no more messages; answers that are under way are finished. */
export function mostOfConversation({ messageBytes }: ConversationQuota): number {
  return Math.ceil(messageBytes / 20);
}

/** All conversations of a person are looked at when so many more were begun, and once there may be too many. */
const LOOKED_AT_EVERY = 100;

/** Counts the conversations that a person begins, as `begun` of a statement. */
export function countBegun(userId: RawBuilder): RawBuilder {
  return raw('update users set conversation_counter = conversation_counter + 1 where id = ? returning *', [userId]);
}

/**
 * The id of a new conversation, in a statement that has `begun`; nothing when its owner has no room for another. Then the
 * statement fails and counts nothing, so the next try is looked at as well.
 */
export function idWithinQuota(
  id: RawBuilder,
  { userId, conversations, messageBytes }: { [Name in 'userId' | 'conversations' | 'messageBytes']: RawBuilder },
): RawBuilder {
  return raw(
    `case when (select conversation_counter % ${LOOKED_AT_EVERY} <> 0 and conversation_counter <= ? from begun)
        or (select count(*) < ? and coalesce(sum(item_bytes), 0) < ? from conversations where user_id = ?)
      then ?::uuid end`,
    [conversations, conversations, messageBytes, userId, id],
  );
}

/** @throws ChatKitError `too_large` instead of the failure that a missing id is; anything else as it is. */
export function refuseWithoutRoom(error: unknown): never {
  const isMissingId =
    error instanceof Error && 'code' in error && error.code === NOT_NULL && 'column' in error && error.column === 'id';
  if (!isMissingId) throw error;
  throw new ChatKitError(
    'too_large',
    'Your conversations take all the room there is for them. Please delete some first.',
    { cause: error },
  );
}

/** @throws ChatKitError `too_large` when a conversation is so long that it takes no more messages. */
export async function expectRoomIn(database: Knex, threadId: string, quota: ConversationQuota): Promise<void> {
  const full = await Conversation.query(database)
    .where({ id: threadId })
    .where('itemBytes', '>=', mostOfConversation(quota))
    .select('id')
    .first();
  if (full) throw new ChatKitError('too_large', 'This conversation is full. Please go on in a new one.');
}
