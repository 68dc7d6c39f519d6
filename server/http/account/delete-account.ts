import type { Knex } from '../../database/database.ts';
import { deleteInChunks } from '../../database/in-chunks.ts';

/** A person's rows, those first that others refer to least; how they are told apart, and how many go at once. */
const EMPTIED = [
  ['taskChanges', 'id', 500],
  ['toolCalls', 'id', 500],
  ['confirmations', 'id', 500],
  ['replyExtras', 'messageId', 500],
  ['messageFeedback', 'itemId', 500],
  // They have their bytes with them.
  ['attachments', 'id', 5],
  ['idempotencyKeys', 'key', 500],
  ['messages', 'id', 500],
  ['conversations', 'id', 100],
  ['tasks', 'id', 500],
] as const;

/**
 * Deletes an account and everything in it, in many short statements: the account itself last, so that whoever is
 * interrupted can still sign in and ask again.
 */
export async function deleteAccount(database: Knex, userId: string): Promise<void> {
  for (const [table, key, size] of EMPTIED) await deleteInChunks(database, table, key, { userId }, size);
  await database('users').where({ id: userId }).delete();
}
