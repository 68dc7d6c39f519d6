import { raw, type AnyQueryBuilder } from 'objection';
import { z } from 'zod';
import type { Knex } from '../../database/database.ts';
import { PreparedQuery, type Given } from '../../database/prepared-query.ts';
import type { ConversationTurn } from '../../ground/turn.ts';
import { Confirmation } from '../../models/confirmation.ts';
import { Message } from '../../models/message.ts';
import { callExtras, extraFields, ReplyExtra } from '../../models/reply-extra.ts';
import { ToolCall } from '../../models/tool-call.ts';

/** More calls than this are not told to the model again. */
const MOST_CALLS = 100;

const recordedCall = z.object({
  item_id: z.string(),
  call_id: z.string(),
  name: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  result: z.record(z.string(), z.unknown()).nullable(),
  status: z.enum(['succeeded', 'failed', 'proposed', 'cancelled']),
});

const askedConfirmation = z.object({ id: z.string(), state: z.enum(['open', 'grown', 'late', 'expired']) });

/** As many replies as came with something are told again. */
const MOST_REPLIES = 40;

const recordedReply = z.object({ item_id: z.string(), message: extraFields, calls: callExtras });

const records = z.object({
  id: z.string(),
  calls: recordedCall.array().nullable(),
  replies: recordedReply.array().nullable(),
  asked: askedConfirmation.array().nullable(),
});

/** A tool call of an earlier turn, or of an earlier run of this one; `item_id` is the user's message it belongs to. */
export type RecordedCall = z.infer<typeof recordedCall>;

/** What came with a reply of an earlier turn, for the endpoint that gave it; `item_id` as above. */
export type RecordedReply = z.infer<typeof recordedReply>;

/**
 * A confirmation that the message may answer: `open`, `grown` since it was first shown, past its expiry and not yet closed (`late`), or closed by its
 * `expired`, with nothing said since.
 */
export type AskedConfirmation = z.infer<typeof askedConfirmation>;

/** What a turn has to know besides the conversation's items. */
export interface TurnRecords {
  /** Row id of the user's message. */
  messageId: string;
  /** Oldest first. */
  calls: RecordedCall[];
  /** Oldest first. */
  replies: RecordedReply[];
  /** Oldest first. */
  asked: AskedConfirmation[];
}

interface RecordValues {
  conversationId: string;
  userId: string;
  itemId: string;
  endpoint: string;
  now: Date;
}

/** A card that has grown has taken the place of a smaller question, which is stale. */
const STATE = `case when expires_at <= ? then 'late' when exists (
  select from confirmations as smaller where smaller.conversation_id = confirmations.conversation_id
    and smaller.item_id = confirmations.item_id and smaller.status = 'stale') then 'grown' else 'open' end`;

const turnRecords = new PreparedQuery((database, given: Given<RecordValues>) => {
  const { conversationId, userId, itemId, endpoint, now } = given;
  const calls = ToolCall.query()
    .modify('ownedBy', userId)
    .where('toolCalls.conversationId', conversationId)
    .join('messages', 'messages.id', 'toolCalls.messageId')
    .orderBy([
      { column: 'startedAt', order: 'desc' },
      { column: 'callId', order: 'desc' },
    ])
    .limit(MOST_CALLS)
    .select('messages.itemId', 'callId', 'name', 'arguments', 'result', 'status', 'startedAt');
  const replies = ReplyExtra.query()
    .where({ 'replyExtras.conversationId': conversationId, 'replyExtras.userId': userId, endpoint })
    .join('messages', 'messages.id', 'replyExtras.messageId')
    .orderBy([
      { column: 'messageId', order: 'desc' },
      { column: 'round', order: 'desc' },
    ])
    .limit(MOST_REPLIES)
    .select('messages.itemId', 'messageId', 'round', 'message', 'calls');
  const lastSaid = Message.query()
    .where({ conversationId, itemType: 'user_message' })
    .whereNot({ itemId })
    .orderBy('id', 'desc')
    .limit(1)
    .select('createdAt');
  const asked = Confirmation.query()
    .modify('ownedBy', userId)
    .modify('pending')
    .where({ conversationId })
    .select('id', 'createdAt', raw(STATE, [now]).as('state'))
    .unionAll(
      Confirmation.query()
        .modify('ownedBy', userId)
        .where({ conversationId, status: 'expired' })
        .where('expiresAt', '>=', raw("coalesce((?), '-infinity')", [lastSaid]))
        .select('id', 'createdAt', raw("'expired'")),
    );
  return Message.query(database)
    .modify('ownedBy', userId)
    .where({ itemId })
    .select(
      'id',
      collect(calls, 'each.started_at, each.call_id').as('calls'),
      collect(replies, 'each.message_id, each.round').as('replies'),
      collect(asked, 'each.created_at').as('asked'),
    );
});

/** Reads, in one statement, the row of the turn's message, the tool calls and confirmations of its conversation, and what its endpoint gave. */
export async function loadTurnRecords(
  database: Knex,
  { conversationId, userId, now }: Pick<ConversationTurn, 'userId' | 'conversationId' | 'now'>,
  { itemId, endpoint }: { itemId: string; endpoint: string },
): Promise<TurnRecords> {
  const found = await turnRecords.first(database, { conversationId, userId, itemId, endpoint, now });
  if (!found) throw Message.createNotFoundError();
  const { id, calls, replies, asked } = records.parse(found);
  return { messageId: id, calls: calls ?? [], replies: replies ?? [], asked: asked ?? [] };
}

/** Rows as one JSON array, in order. */
function collect(rows: AnyQueryBuilder, order: string) {
  return Message.query()
    .from(rows.as('each'))
    .select(raw(`json_agg(each order by ${order})`));
}
