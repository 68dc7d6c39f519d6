import type { Feedback } from '../../chatkit/chatkit-handlers.ts';
import type { Caller } from '../../ground/caller.ts';
import type { Knex } from '../../database/database.ts';
import { AppError } from '../../ground/errors.ts';
import { bind, runStatement } from './sql.ts';

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
  const rows = await runStatement(
    database,
    bind(
      `with found as (
        select item_id from messages where item_id = any(?) and conversation_id::text = ? and user_id = ?
      )
      insert into message_feedback (user_id, item_id, kind)
      select ?, item_id, ? from found where (select count(*) from found) = ?
      on conflict (user_id, item_id) do update set kind = excluded.kind, created_at = now()
      returning item_id`,
      ids,
      threadId,
      userId,
      userId,
      kind,
      ids.length,
    ),
  );
  if (rows.length === 0) throw new AppError('not_found', 'These messages do not exist.');
}
