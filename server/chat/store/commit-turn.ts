import { raw, type PartialModelObject, type QueryBuilder } from 'objection';
import type { TurnLease, TurnWrites } from '../../chatkit/chatkit-store.ts';
import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import type { ThreadPatch } from '../../chatkit/protocol/thread.ts';
import type { Knex } from '../../database/database.ts';
import { Conversation } from '../../models/conversation.ts';
import { Message } from '../../models/message.ts';
import { endOfLease, KeptConversation, THREAD_COLUMNS } from './kept-conversation.ts';

/** Writes of the holder of a lease, in one statement; no row comes back, and nothing is written, when the lease is lost. */
export function commitTurn(
  database: Knex,
  lease: TurnLease,
  { items = [], drafts = [], remove = [], thread, release }: TurnWrites,
  userId: string,
): QueryBuilder<KeptConversation, KeptConversation | undefined> {
  const held = Conversation.query(database)
    .modify('ownedBy', userId)
    .where({ id: lease.threadId, turnId: lease.token })
    .patch({
      updatedAt: raw('now()'),
      ...(release ? { turnId: null, turnLeaseUntil: null } : { turnLeaseUntil: endOfLease(lease) }),
      ...(thread && toColumns(thread)),
    })
    .returning('*');
  const from = () => Conversation.query(database).from('held as conversations');
  const query = KeptConversation.query(database)
    .with('held', held)
    .from('held as conversations')
    .select(THREAD_COLUMNS)
    .first();
  if (remove.length > 0) {
    void query.with(
      'removed',
      Message.query().whereIn('conversationId', from().select('id')).whereIn('itemId', remove).delete(),
    );
  }
  if (items.length > 0) void query.with('written', Message.write(database, items, from()));
  if (drafts.length > 0) void query.with('drafted', Message.write(database, drafts, from(), 'streaming'));
  return query;
}

/** Adds items, or replaces them where they are, outside of a turn; no row comes back when the conversation is not the user's. */
export function saveItems(
  database: Knex,
  conversationId: string,
  items: readonly ThreadItem[],
  userId: string,
): QueryBuilder<Conversation, Conversation | undefined> {
  const own = () =>
    Conversation.query(database).modify('ownedBy', userId).where({ 'conversations.id': conversationId });
  return own()
    .with('written', Message.write(database, items, own()))
    .select('conversations.id')
    .first();
}

function toColumns({ title, status, allowedImageDomains, metadata }: ThreadPatch): PartialModelObject<Conversation> {
  return {
    ...(title && {
      title: raw('case when title is not distinct from ?::text then ?::text else title end', [title.from, title.to]),
    }),
    ...(status && { status }),
    ...(allowedImageDomains !== undefined && { allowedImageDomains }),
    ...(metadata && { metadata }),
  };
}
