import { raw } from 'objection';
import type { TurnLease, TurnWrites } from '../../chatkit/chatkit-store.ts';
import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import type { Knex } from '../../database/database.ts';
import { PreparedQuery, type Given } from '../../database/prepared-query.ts';
import { Conversation } from '../../models/conversation.ts';
import { Message } from '../../models/message.ts';
import { toStorableJson } from '../../models/storable-json.ts';
import { endOfLease, KeptConversation, THREAD_COLUMNS } from './kept-conversation.ts';

interface CommitValues {
  threadId: string;
  token: string;
  userId: string;
  /** Unless the lease is given back. */
  milliseconds: number | undefined;
  /** Lists of items, as JSON. */
  items: string | undefined;
  /** Their length; 0 when there are none. */
  bytes: number;
  drafts: string | undefined;
  remove: string[] | undefined;
  titleBefore: string | null | undefined;
  title: string | null | undefined;
  /** As JSON. */
  status: string | undefined;
  metadata: string | undefined;
  allowedImageDomains: string[] | null | undefined;
}

const committedTurn = new PreparedQuery((database, given: Given<CommitValues>) => {
  const { milliseconds, items, drafts, remove, title, titleBefore, status, metadata, allowedImageDomains } = given;
  const held = Conversation.query(database)
    .modify('ownedBy', given.userId)
    .where({ id: given.threadId, turnId: given.token })
    .patch({
      updatedAt: raw('now()'),
      itemBytes: raw('item_bytes + ?', [given.bytes]),
      ...(milliseconds ? { turnLeaseUntil: endOfLease(milliseconds) } : { turnId: null, turnLeaseUntil: null }),
      ...(title && {
        title: raw('case when title is not distinct from ?::text then ?::text else title end', [titleBefore, title]),
      }),
      ...(status && { status }),
      ...(metadata && { metadata }),
      ...(allowedImageDomains && { allowedImageDomains }),
    })
    .returning('*');
  const from = () => Conversation.query(database).from('held as conversations');
  const query = KeptConversation.query(database)
    .with('held', held)
    .from('held as conversations')
    .select(THREAD_COLUMNS);
  if (remove) {
    const removed = Message.query()
      .whereIn('conversationId', from().select('id'))
      .whereRaw('item_id = any(?)', [remove])
      .delete();
    void query.with('removed', removed);
  }
  if (items) void query.with('written', Message.write(database, items, from()));
  if (drafts) void query.with('drafted', Message.write(database, drafts, from(), 'streaming'));
  return query;
});

/**
 * Writes of the holder of a lease, in one statement.
 *
 * @returns undefined, with nothing written, when the lease is lost.
 */
export function commitTurn(
  database: Knex,
  { threadId, token, milliseconds }: TurnLease,
  { items = [], drafts = [], remove = [], thread = {}, release = false }: TurnWrites,
  userId: string,
): Promise<KeptConversation | undefined> {
  const { title, status, allowedImageDomains, metadata } = thread;
  const written = items.length > 0 ? toStorableJson(items) : undefined;
  return committedTurn.first(database, {
    threadId,
    token,
    userId,
    milliseconds: release ? undefined : milliseconds,
    items: written,
    bytes: Buffer.byteLength(written ?? ''),
    drafts: drafts.length > 0 ? toStorableJson(drafts) : undefined,
    remove: remove.length > 0 ? remove : undefined,
    titleBefore: title?.from,
    title: title?.to,
    status: status && toStorableJson(status),
    metadata: metadata && toStorableJson(metadata),
    allowedImageDomains,
  });
}

interface SaveValues {
  conversationId: string;
  userId: string;
  items: string;
}

const savedItems = new PreparedQuery((database, given: Given<SaveValues>) => {
  const own = () =>
    Conversation.query(database).modify('ownedBy', given.userId).where({ 'conversations.id': given.conversationId });
  return own()
    .with('written', Message.write(database, given.items, own()))
    .select('conversations.id');
});

/**
 * Adds items, or replaces them where they are, outside of a turn.
 *
 * @returns false, with nothing written, when the conversation is not the user's.
 */
export async function saveItems(
  database: Knex,
  conversationId: string,
  items: readonly ThreadItem[],
  userId: string,
): Promise<boolean> {
  const rows = await savedItems.run(database, { conversationId, userId, items: toStorableJson(items) });
  return rows.length > 0;
}
