import { raw, type QueryBuilder } from 'objection';
import type { TurnLease, TurnStart } from '../../chatkit/chatkit-store.ts';
import type { UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import type { Knex } from '../../database/database.ts';
import { AttachmentRow } from '../../models/attachment-row.ts';
import { Conversation } from '../../models/conversation.ts';
import { Message } from '../../models/message.ts';
import { endOfLease, KeptConversation, THREAD_COLUMNS } from './kept-conversation.ts';

type OneQuery = QueryBuilder<KeptConversation, KeptConversation | undefined>;

/** Whose conversation, and how many of its newest items to read. */
export interface BeginScope {
  userId: string;
  historySize: number;
}

/** Makes a conversation with its first message, its turn already running. */
export function createConversation(
  database: Knex,
  lease: TurnLease,
  { createdAt, message, attachmentIds }: Extract<TurnStart, { kind: 'create' }>,
  userId: string,
): OneQuery {
  const at = new Date(createdAt);
  const created = Conversation.query(database)
    .insert({
      id: lease.threadId,
      userId,
      createdAt: at,
      activeAt: at,
      turnId: lease.token,
      turnLeaseUntil: endOfLease(lease),
    })
    .returning('*');
  return KeptConversation.query(database)
    .with('taken', created)
    .modify(withMessage, database, message, attachmentIds)
    .from('taken as conversations')
    .select(THREAD_COLUMNS)
    .first();
}

/**
 * Takes the lease of a conversation and reads what the turn begins with. No row comes back when the conversation or the
 * item is missing or somebody else's, or the lease is taken, or the conversation is not open for this.
 */
export function takeTurn(
  database: Knex,
  lease: TurnLease,
  start: Exclude<TurnStart, { kind: 'create' }>,
  { userId, historySize }: BeginScope,
): OneQuery {
  const isActiveOnly = start.kind !== 'load' || start.activeOnly;
  const itemId = start.kind === 'message' ? undefined : start.itemId;
  const taken = Conversation.query(database)
    .modify('ownedBy', userId)
    .where({ id: lease.threadId })
    .where((query) => void query.whereNull('turnId').orWhere('turnLeaseUntil', '<', raw('now()')))
    .patch({
      turnId: lease.token,
      turnLeaseUntil: endOfLease(lease),
      updatedAt: raw('now()'),
      activeAt: raw('now()'),
    })
    .returning('*');
  if (isActiveOnly) void taken.whereRaw("status ->> 'type' = 'active'");
  if (itemId !== undefined) {
    const item = Conversation.relatedQuery('messages').where({ itemId });
    void taken.whereExists(start.kind === 'retry' ? item.where({ itemType: 'user_message' }) : item);
  }
  const interrupted = Message.query(database)
    .whereIn('conversationId', Conversation.query().from('taken').select('taken.id'))
    .modify('streaming')
    .patch({ state: 'interrupted', item: raw(`item || '{"status":"incomplete"}'`) });
  // The statement reads as of its start: if it had to wait for a late turn's end, that turn's items are missing.
  const before = Conversation.query(database)
    .alias('before')
    .where('before.id', raw('conversations.id'))
    .select(raw('before.turn_id is not null'));

  const query = KeptConversation.query(database)
    .with('taken', taken)
    .with('interrupted', interrupted)
    .from('taken as conversations')
    .select(THREAD_COLUMNS, before.as('wasHeld'))
    .first();
  if (start.kind === 'message') void query.modify(withMessage, database, start.message, start.attachmentIds);
  if (start.kind !== 'retry') void query.modify('withHistory', historySize);
  if (start.kind === 'load' && itemId !== undefined) void query.modify('withItem', itemId);
  return query;
}

/**
 * Deletes everything after the user's message of a retry, and reads what is left. For the holder of the lease.
 *
 * @param options.keepsLater deletes the answer only: not the user's next message, nor anything after it
 */
export function retryTurn(
  database: Knex,
  threadId: string,
  itemId: string,
  { historySize, keepsLater }: { historySize: number; keepsLater: boolean },
): OneQuery {
  const kept = Message.query(database).where({ conversationId: threadId, itemId }).select('id', 'item');
  const pruned = Message.query(database)
    .where({ conversationId: threadId })
    .where('messages.id', '>', keptId())
    .delete();
  if (keepsLater) {
    const saidLater = Message.query()
      .alias('later')
      .where('later.conversationId', threadId)
      .where('later.itemType', 'user_message')
      .where('later.id', '>', keptId())
      .whereRaw('later.id <= messages.id');
    void pruned.whereNotExists(saidLater);
  }
  return (
    KeptConversation.query(database)
      .with('kept', kept)
      .with('pruned', pruned)
      .where({ id: threadId })
      .select(Message.query().from('kept').select('kept.item').as('item'))
      // The statement reads as of its start, when nothing was deleted yet.
      .modify(
        'withHistory',
        historySize,
        (items: QueryBuilder<Message>) => void items.where('messages.id', '<=', keptId()),
      )
      .first()
  );
}

/** Reads a turn's beginning again. For the holder of the lease. */
export function readTurn(database: Knex, threadId: string, itemId: string | undefined, historySize: number): OneQuery {
  const query = KeptConversation.query(database).where({ id: threadId }).modify('withHistory', historySize).first();
  return itemId === undefined ? query : query.modify('withItem', itemId);
}

/** Stores the message of a turn whose lease was taken. */
function withMessage(
  query: QueryBuilder<KeptConversation, unknown>,
  database: Knex,
  message: UserMessageItem,
  attachmentIds: string[],
): void {
  const taken = () => Conversation.query(database).from('taken as conversations');
  void query.with('message', Message.write(database, [message], taken()));
  if (attachmentIds.length === 0) return;
  const claimed = AttachmentRow.query(database)
    .findByIds(attachmentIds)
    .whereIn('userId', taken().select('userId'))
    .patch({ conversationId: taken().select('id') });
  void query.with('claimed', claimed);
}

function keptId() {
  return Message.query().from('kept').select('kept.id');
}
