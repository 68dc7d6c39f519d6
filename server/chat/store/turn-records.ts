import { z } from 'zod';
import type { ConversationTurn } from '../../ground/turn.ts';
import { callExtras, extraFields } from '../../models/reply-extra.ts';
import { bind } from './sql.ts';
import type { PreparedStatements } from './prepared-statements.ts';

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

const askedConfirmation = z.object({ id: z.string(), state: z.enum(['open', 'late', 'expired']) });

/** As many replies as came with something are told again. */
const MOST_REPLIES = 40;

const recordedReply = z.object({ item_id: z.string(), message: extraFields, calls: callExtras });

const records = z.object({
  message_id: z.coerce.string(),
  calls: recordedCall.array().nullable(),
  replies: recordedReply.array().nullable(),
  asked: askedConfirmation.array().nullable(),
});

/** A tool call of an earlier turn, or of an earlier run of this one; `item_id` is the user's message it belongs to. */
export type RecordedCall = z.infer<typeof recordedCall>;

/** What came with a reply of an earlier turn, for the endpoint that gave it; `item_id` as above. */
export type RecordedReply = z.infer<typeof recordedReply>;

/**
 * A confirmation that the message may answer: `open`, past its expiry and not yet closed (`late`), or closed by its
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

/** Reads, in one statement, the tool calls and confirmations of a conversation, what its endpoint gave, and the row of the turn's message. */
export async function loadTurnRecords(
  statements: PreparedStatements,
  turn: Pick<ConversationTurn, 'userId' | 'conversationId' | 'now'>,
  { itemId, endpoint }: { itemId: string; endpoint: string },
): Promise<TurnRecords> {
  const { conversationId, userId } = turn;
  const now = turn.now.toISOString();
  const [row] = await statements.run(
    bind(
      `select
        (select id from messages where item_id = ? and user_id = ?) as message_id,
        (select json_agg(call order by call.started_at, call.call_id) from (
          select messages.item_id, call_id, name, arguments, result, status, started_at
          from tool_calls join messages on messages.id = tool_calls.message_id
          where tool_calls.conversation_id = ? and tool_calls.user_id = ?
          order by started_at desc, call_id desc limit ?
        ) as call) as calls,
        (select json_agg(reply order by reply.message_id, reply.round) from (
          select messages.item_id, message_id, round, message, calls
          from reply_extras join messages on messages.id = reply_extras.message_id
          where reply_extras.conversation_id = ? and reply_extras.user_id = ? and endpoint = ?
          order by message_id desc, round desc limit ?
        ) as reply) as replies,
        (select json_agg(json_build_object('id', id, 'state', state) order by created_at) from (
          select id, created_at, case when expires_at > ?::timestamptz then 'open' else 'late' end as state
          from confirmations where conversation_id = ? and user_id = ? and status = 'pending'
          union all
          select id, created_at, 'expired' from confirmations
          where conversation_id = ? and user_id = ? and status = 'expired' and expires_at >= coalesce((
            select created_at from messages
            where conversation_id = ? and item_type = 'user_message' and item_id <> ? order by id desc limit 1
          ), '-infinity')
        ) as confirmation) as asked`,
      itemId,
      userId,
      conversationId,
      userId,
      MOST_CALLS,
      conversationId,
      userId,
      endpoint,
      MOST_REPLIES,
      now,
      conversationId,
      userId,
      conversationId,
      userId,
      conversationId,
      itemId,
    ),
  );
  const { message_id: messageId, calls, replies, asked } = records.parse(row);
  return { messageId, calls: calls ?? [], replies: replies ?? [], asked: asked ?? [] };
}
