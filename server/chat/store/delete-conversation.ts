import type { Knex } from '../../database/database.ts';
import { deleteInChunks, updateInChunks } from '../../database/in-chunks.ts';
import { Conversation } from '../../models/conversation.ts';

/** What a conversation has, those first that others refer to least; how rows are told apart, and how many go at once. */
const EMPTIED = [
  ['toolCalls', 'id', 500],
  ['confirmations', 'id', 500],
  ['replyExtras', 'messageId', 500],
  // They have their bytes with them.
  ['attachments', 'id', 5],
  ['messages', 'id', 500],
] as const;

/**
 * Deletes a conversation of the user's and everything in it, in short statements however long it is; one that is not
 * there is no error. What it did to tasks stays, and can be undone elsewhere.
 */
export async function deleteConversation(database: Knex, conversationId: string, userId: string): Promise<void> {
  const own = () => Conversation.query(database).modify('ownedBy', userId);
  if (!(await own().findById(conversationId).select('id'))) return;
  await updateInChunks(database, 'taskChanges', 'id', { conversationId }, { conversationId: null, toolCallId: null });
  for (const [table, key, size] of EMPTIED) await deleteInChunks(database, table, key, { conversationId }, size);
  await own().deleteById(conversationId);
}
