import { z } from 'zod';
import { bind } from './run-statement.ts';
import type { StatementRunner } from './statement-runner.ts';

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

const pendingConfirmation = z.object({ id: z.string(), summary: z.string(), item_id: z.string().nullable() });

const records = z.object({
  message_id: z.coerce.string(),
  calls: recordedCall.array().nullable(),
  pending: pendingConfirmation.array().nullable(),
});

/** A tool call of an earlier turn, or of an earlier run of this one; `item_id` is the user's message it belongs to. */
export type RecordedCall = z.infer<typeof recordedCall>;

/** What a turn has to know besides the conversation's items. */
export interface TurnRecords {
  /** Row id of the user's message. */
  messageId: string;
  /** Oldest first. */
  calls: RecordedCall[];
  /** Confirmations that wait for an answer, oldest first. */
  pending: z.infer<typeof pendingConfirmation>[];
}

/** Reads, in one statement, the tool calls and open confirmations of a conversation and the row of the turn's message. */
export async function loadTurnRecords(
  statements: StatementRunner,
  key: { conversationId: string; itemId: string; userId: string },
): Promise<TurnRecords> {
  const { conversationId, itemId, userId } = key;
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
        (select json_agg(json_build_object('id', id, 'summary', summary, 'item_id', item_id) order by created_at)
          from confirmations where conversation_id = ? and user_id = ? and status = 'pending') as pending`,
      itemId,
      userId,
      conversationId,
      userId,
      MOST_CALLS,
      conversationId,
      userId,
    ),
  );
  const { message_id: messageId, calls, pending } = records.parse(row);
  return { messageId, calls: calls ?? [], pending: pending ?? [] };
}
