import { raw, type QueryBuilder } from 'objection';
import type { TurnLease, TurnStart } from '../../chatkit/chatkit-store.ts';
import type { UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import type { Knex } from '../../database/database.ts';
import { PreparedQuery, type Given } from '../../database/prepared-query.ts';
import { AttachmentRow } from '../../models/attachment-row.ts';
import { Conversation } from '../../models/conversation.ts';
import { Message } from '../../models/message.ts';
import { toStorableJson } from '../../models/storable-json.ts';
import {
  countBegun,
  idWithinQuota,
  mostOfConversation,
  refuseWithoutRoom,
  type ConversationQuota,
} from './conversation-quota.ts';
import { endOfLease, KeptConversation, THREAD_COLUMNS } from './kept-conversation.ts';

/** Whose conversation, how many of its newest items to read, and how much it may hold. */
export interface BeginScope {
  userId: string;
  quota: ConversationQuota;
  historySize: number;
}

interface LeaseValues {
  threadId: string;
  token: string;
  milliseconds: number;
  userId: string;
}

interface MessageValues {
  /** The message in a list, as JSON. */
  messages: string | undefined;
  /** Its length; 0 when there is none. */
  bytes: number;
  attachmentIds: string[] | undefined;
}

interface CreateValues extends ConversationQuota {
  createdAt: string;
  title: string | null;
}

const createdConversation = new PreparedQuery((database, given: Given<LeaseValues & MessageValues & CreateValues>) => {
  const created = Conversation.query(database)
    .insert({
      id: idWithinQuota(given.threadId, given),
      itemBytes: given.bytes,
      userId: given.userId,
      title: given.title,
      createdAt: given.createdAt,
      activeAt: given.createdAt,
      turnId: given.token,
      turnLeaseUntil: endOfLease(given.milliseconds),
    })
    .returning('*');
  return KeptConversation.query(database)
    .with('begun', countBegun(given.userId))
    .with('taken', created)
    .modify(withMessage, database, given)
    .from('taken as conversations')
    .select(THREAD_COLUMNS);
});

/**
 * Makes a conversation with its first message, its turn already running.
 *
 * @throws ChatKitError `too_large` when there is no room for another.
 */
export async function createConversation(
  database: Knex,
  lease: TurnLease,
  { createdAt, title, ...start }: Extract<TurnStart, { kind: 'create' }>,
  { userId, quota }: Omit<BeginScope, 'historySize'>,
): Promise<KeptConversation> {
  const values = { ...toLeaseValues(lease, userId), ...toMessageValues(start), ...quota, createdAt, title };
  const created = await createdConversation.first(database, values).catch(refuseWithoutRoom);
  if (!created) throw Conversation.createNotFoundError();
  return created;
}

type TakeValues = LeaseValues & MessageValues & { itemId: string | undefined; mostBytes: number };

interface TakeShape {
  isActiveOnly: boolean;
  isRetry: boolean;
  historySize: number;
}

const takenTurn = new PreparedQuery((database, given: Given<TakeValues>, shape: TakeShape) => {
  const { isActiveOnly, isRetry, historySize } = shape;
  const { itemId } = given;
  const taken = Conversation.query(database)
    .modify('ownedBy', given.userId)
    .where({ id: given.threadId })
    .where((query) => void query.whereNull('turnId').orWhere('turnLeaseUntil', '<', raw('now()')))
    .patch({
      turnId: given.token,
      turnLeaseUntil: endOfLease(given.milliseconds),
      updatedAt: raw('now()'),
      activeAt: raw('now()'),
      itemBytes: raw('item_bytes + ?', [given.bytes]),
    })
    .returning('*');
  if (given.messages) void taken.where('itemBytes', '<', given.mostBytes);
  if (isActiveOnly) void taken.whereRaw("status ->> 'type' = 'active'");
  if (itemId) {
    const item = Conversation.relatedQuery('messages').where({ itemId });
    void taken.whereExists(isRetry ? item.where({ itemType: 'user_message' }) : item);
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
    .select(THREAD_COLUMNS, before.as('wasHeld'));
  void query.modify(withMessage, database, given);
  if (isRetry) return query;
  void query.modify('withHistory', historySize);
  return itemId ? query.modify('withItem', itemId) : query;
});

/**
 * Takes the lease of a conversation and reads what the turn begins with.
 *
 * @returns undefined when the conversation or the item is missing or somebody else's, or the lease is taken, or the
 *   conversation is not open for this.
 */
export function takeTurn(
  database: Knex,
  lease: TurnLease,
  start: Exclude<TurnStart, { kind: 'create' }>,
  { userId, historySize, quota }: BeginScope,
): Promise<KeptConversation | undefined> {
  return takenTurn.first(
    database,
    {
      ...toLeaseValues(lease, userId),
      ...toMessageValues(start.kind === 'message' ? start : undefined),
      itemId: start.kind === 'message' ? undefined : start.itemId,
      mostBytes: mostOfConversation(quota),
    },
    { isActiveOnly: start.kind !== 'load' || start.activeOnly, isRetry: start.kind === 'retry', historySize },
  );
}

interface ItemValues {
  threadId: string;
  itemId: string;
}

interface RetryShape {
  historySize: number;
  /** Deletes the answer only: not the user's next message, nor anything after it. */
  keepsLater: boolean;
}

const retriedTurn = new PreparedQuery(
  (database, { threadId: conversationId, itemId }: Given<ItemValues>, { historySize, keepsLater }: RetryShape) => {
    const kept = Message.query(database).where({ conversationId, itemId }).select('id', 'item');
    const pruned = Message.query(database).where({ conversationId }).where('messages.id', '>', keptId()).delete();
    if (keepsLater) {
      const saidLater = Message.query()
        .alias('later')
        .where('later.conversationId', conversationId)
        .where('later.itemType', 'user_message')
        .where('later.id', '>', keptId())
        .whereRaw('later.id <= messages.id');
      void pruned.whereNotExists(saidLater);
    }
    return (
      KeptConversation.query(database)
        .with('kept', kept)
        .with('pruned', pruned)
        .where({ id: conversationId })
        .select(Message.query().from('kept').select('kept.item').as('item'))
        // The statement reads as of its start, when nothing was deleted yet.
        .modify(
          'withHistory',
          historySize,
          (items: QueryBuilder<Message>) => void items.where('messages.id', '<=', keptId()),
        )
    );
  },
);

/** Deletes everything after the user's message of a retry, and reads what is left. For the holder of the lease. */
export function retryTurn(
  database: Knex,
  threadId: string,
  itemId: string,
  shape: RetryShape,
): Promise<KeptConversation | undefined> {
  return retriedTurn.first(database, { threadId, itemId }, shape);
}

type ReadValues = Pick<ItemValues, 'threadId'> & { itemId: string | undefined };

const readBeginning = new PreparedQuery(
  (database, { threadId, itemId }: Given<ReadValues>, { historySize }: { historySize: number }) => {
    const query = KeptConversation.query(database).where({ id: threadId }).modify('withHistory', historySize);
    return itemId ? query.modify('withItem', itemId) : query;
  },
);

/** Reads a turn's beginning again. For the holder of the lease. */
export function readTurn(
  database: Knex,
  threadId: string,
  itemId: string | undefined,
  historySize: number,
): Promise<KeptConversation | undefined> {
  return readBeginning.first(database, { threadId, itemId }, { historySize });
}

/** Stores the message of a turn whose lease was taken, if it has one. */
function withMessage(
  query: QueryBuilder<KeptConversation, unknown>,
  database: Knex,
  { messages, attachmentIds }: Pick<Given<MessageValues>, 'messages' | 'attachmentIds'>,
): void {
  const taken = () => Conversation.query(database).from('taken as conversations');
  if (messages) void query.with('message', Message.write(database, messages, taken()));
  if (!attachmentIds) return;
  const claimed = AttachmentRow.query(database)
    .whereRaw('id = any(?)', [attachmentIds])
    .whereIn('userId', taken().select('userId'))
    .patch({ conversationId: taken().select('id') });
  void query.with('claimed', claimed);
}

function toLeaseValues({ threadId, token, milliseconds }: TurnLease, userId: string): LeaseValues {
  return { threadId, token, milliseconds, userId };
}

function toMessageValues(start: { message: UserMessageItem; attachmentIds: string[] } | undefined): MessageValues {
  const attachmentIds = start?.attachmentIds ?? [];
  const messages = start && toStorableJson([start.message]);
  return {
    messages,
    bytes: Buffer.byteLength(messages ?? ''),
    attachmentIds: attachmentIds.length > 0 ? attachmentIds : undefined,
  };
}

function keptId() {
  return Message.query().from('kept').select('kept.id');
}
