import { raw } from 'objection';
import type { Knex } from '../../database/database.ts';
import { PreparedQuery, type Given } from '../../database/prepared-query.ts';
import { Conversation } from '../../models/conversation.ts';
import { Message } from '../../models/message.ts';

/**
 * Says that the turn of a conversation is to stop, to whichever instance runs it.
 *
 * @returns which turn that is; null when none runs.
 * @throws AppError `not_found`
 */
export async function askToStop(database: Knex, conversationId: string, userId: string): Promise<string | null> {
  const asked = await Conversation.query(database)
    .modify('ownedBy', userId)
    .findById(conversationId)
    .patch({ stopTurnId: raw('turn_id') })
    .returning('*')
    .first()
    .throwIfNotFound();
  return asked.turnId;
}

/** Whether that turn still has its conversation. */
export async function isHeldBy(database: Knex, conversationId: string, turnId: string): Promise<boolean> {
  const held = await Conversation.query(database).findById(conversationId).where({ turnId }).select('id');
  return held !== undefined;
}

/** Takes a conversation from a turn that does not answer, because its instance has died or hangs: what it has said is marked as cut. */
export async function endTurn(database: Knex, conversationId: string, turnId: string): Promise<void> {
  await database.transaction(async (transaction) => {
    const ended = await Conversation.query(transaction)
      .findById(conversationId)
      .where({ turnId })
      // It stays a turn that has died: that is how its question is seen to have no whole answer.
      .patch({ turnId: null, turnLeaseUntil: raw("now() - interval '1 second'"), updatedAt: raw('now()') });
    if (ended === 0) return;
    await Message.query(transaction)
      .where({ conversationId })
      .modify('streaming')
      .patch({ state: 'interrupted', item: raw(`item || '{"status":"incomplete"}'`) });
  });
}

const stoppedConversations = new PreparedQuery((database, { ids }: Given<{ ids: readonly string[] }>) =>
  Conversation.query(database)
    .whereRaw('id = any(?::uuid[])', [ids])
    .whereRaw('stop_turn_id = turn_id')
    .select('conversations.id'),
);

/** Which of some conversations have a turn that somebody stopped. */
export async function findStopped(database: Knex, ids: readonly string[]): Promise<string[]> {
  const stopped = await stoppedConversations.run(database, { ids });
  return stopped.map(({ id }) => id);
}
