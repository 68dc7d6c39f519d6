import type { TurnLease, TurnStart } from '../../chatkit/chatkit-store.ts';
import type { UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import { toStorableItems } from './storable-items.ts';
import { THREAD_COLUMNS } from './conversation-row.ts';
import { bind, sql, type Sql } from './sql.ts';

/** Makes a conversation with its first message, its turn already running. */
export function createConversationStatement(
  lease: TurnLease,
  start: Extract<TurnStart, { kind: 'create' }>,
  userId: string,
): Sql {
  return sql(
    bind(
      `with conversation as (
        insert into conversations (id, user_id, created_at, active_at, updated_at, turn_id, turn_lease_until)
        values (?, ?, ?::timestamptz, ?::timestamptz, now(), ?, now() + ? * interval '1 millisecond')
        returning *
      )`,
      lease.threadId,
      userId,
      start.createdAt,
      start.createdAt,
      lease.token,
      lease.milliseconds,
    ),
    insertMessage(start.message),
    start.attachmentIds.length > 0 && claimAttachments(start.attachmentIds),
    `select ${THREAD_COLUMNS} from conversation`,
  );
}

/**
 * Takes the lease of a conversation and reads what the turn begins with. No row comes back when the conversation or the
 * item is missing or somebody else's, or the lease is taken, or the conversation is not open for this.
 */
export function takeTurnStatement(
  lease: TurnLease,
  start: Exclude<TurnStart, { kind: 'create' }>,
  userId: string,
  historySize: number,
): Sql {
  const isActiveOnly = start.kind !== 'load' || start.activeOnly;
  return sql(
    bind(
      `with conversation as (
        update conversations
        set turn_id = ?, turn_lease_until = now() + ? * interval '1 millisecond', updated_at = now(),
          active_at = now()
        where id = ? and user_id = ? and (turn_id is null or turn_lease_until < now())`,
      lease.token,
      lease.milliseconds,
      lease.threadId,
      userId,
    ),
    isActiveOnly && ` and status ->> 'type' = 'active'`,
    start.kind !== 'message' && start.itemId !== undefined && itemExists(start.itemId, start.kind === 'retry'),
    ` returning *
      ), interrupted as (
        update messages set state = 'interrupted', item = item || '{"status":"incomplete"}'
        from conversation where messages.conversation_id = conversation.id and state = 'streaming'
      )`,
    start.kind === 'message' && insertMessage(start.message),
    start.kind === 'message' && start.attachmentIds.length > 0 && claimAttachments(start.attachmentIds),
    ` select ${THREAD_COLUMNS},
        -- This statement reads as of its start: if it had to wait for a late turn's end, that turn's items are missing.
        (select turn_id is not null from conversations as before where before.id = conversation.id) as was_held`,
    start.kind !== 'retry' && sql(', ', historyColumn(historySize)),
    start.kind === 'load' && start.itemId !== undefined && sql(', ', itemColumn(start.itemId)),
    ' from conversation',
  );
}

/**
 * Deletes everything after the user's message of a retry, and reads what is left. For the holder of the lease.
 *
 * @param options.keepsLater deletes the answer only: not the user's next message, nor anything after it
 */
export function retryTurnStatement(
  threadId: string,
  itemId: string,
  { historySize, keepsLater }: { historySize: number; keepsLater: boolean },
): Sql {
  return sql(
    bind(
      `with kept as (select id, item from messages where conversation_id = ? and item_id = ?),
      pruned as (delete from messages using kept where conversation_id = ? and messages.id > kept.id`,
      threadId,
      itemId,
      threadId,
    ),
    keepsLater &&
      ` and not exists (
        select from messages as later where later.conversation_id = messages.conversation_id
        and later.item_type = 'user_message' and later.id > kept.id and later.id <= messages.id
      )`,
    ') select kept.item, ',
    // The statement reads as of its start, when nothing was deleted yet.
    historyColumn(historySize, ' and messages.id <= kept.id'),
    bind(' from kept, conversations as conversation where conversation.id = ?', threadId),
  );
}

/** Reads a turn's beginning again. For the holder of the lease. */
export function readTurnStatement(threadId: string, itemId: string | undefined, historySize: number): Sql {
  return sql(
    'select ',
    historyColumn(historySize),
    itemId !== undefined && sql(', ', itemColumn(itemId)),
    bind(' from conversations as conversation where id = ?', threadId),
  );
}

function itemExists(itemId: string, isUserMessage: boolean): Sql {
  return sql(
    bind(' and exists (select from messages where messages.conversation_id = conversations.id and item_id = ?', itemId),
    isUserMessage && " and item_type = 'user_message'",
    ')',
  );
}

function insertMessage(message: UserMessageItem): Sql {
  return bind(
    `, message as (
      insert into messages (item_id, conversation_id, user_id, item_type, item, created_at)
      select ?, id, user_id, 'user_message', ?::jsonb, ?::timestamptz from conversation
    )`,
    message.id,
    toStorableItems(message),
    message.created_at,
  );
}

function claimAttachments(attachmentIds: string[]): Sql {
  return bind(
    `, claimed as (
      update attachments set conversation_id = conversation.id from conversation
      where attachments.id = any(?) and attachments.user_id = conversation.user_id
    )`,
    attachmentIds,
  );
}

/** The newest items, newest first. What was streaming was just found to be interrupted. */
function historyColumn(size: number, condition = ''): Sql {
  return bind(
    `(select json_agg(newest.item order by newest.id desc) from (
        select id, case when state = 'streaming' then item || '{"status":"incomplete"}' else item end as item
        from messages where conversation_id = conversation.id${condition} order by id desc limit ?
      ) as newest) as history`,
    size,
  );
}

function itemColumn(itemId: string): Sql {
  return bind(`(select item from messages where conversation_id = conversation.id and item_id = ?) as item`, itemId);
}
