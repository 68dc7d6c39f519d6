import type { Feedback } from '../../chatkit/chatkit-handlers.ts';
import type { Caller } from '../../ground/caller.ts';
import type { Knex } from '../../database/database.ts';
import { AppError } from '../../ground/errors.ts';
import { Message } from '../../models/message.ts';
import { MessageFeedback } from '../../models/message-feedback.ts';

/**
 * Stores what a user thinks of messages of theirs; thinking again replaces it.
 *
 * @throws AppError `not_found`, storing nothing, unless all of them are in that conversation of the user's.
 */
export async function saveFeedback(
  database: Knex,
  { threadId, itemIds, kind }: Feedback,
  { userId }: Caller,
): Promise<void> {
  const ids = [...new Set(itemIds)];
  if (ids.length === 0) return;
  await database.transaction(async (transaction) => {
    const found = await Message.query(transaction)
      .modify('ownedBy', userId)
      .whereIn('itemId', ids)
      .whereRaw('conversation_id::text = ?', [threadId])
      .select('itemId')
      .forKeyShare();
    if (found.length < ids.length) throw new AppError('not_found', 'These messages do not exist.');
    await MessageFeedback.query(transaction)
      .insert(ids.map((itemId) => ({ userId, itemId, kind, createdAt: new Date() })))
      .onConflict(['userId', 'itemId'])
      .merge(['kind', 'createdAt']);
  });
}
