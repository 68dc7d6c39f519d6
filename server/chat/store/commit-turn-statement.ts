import type { TurnLease, TurnWrites } from '../../chatkit/chatkit-store.ts';
import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import type { ThreadPatch } from '../../chatkit/protocol/thread.ts';
import { THREAD_COLUMNS } from './conversation-row.ts';
import { toStorableItems } from './storable-items.ts';
import { bind, sql, type Sql } from './sql.ts';

/** Writes of the holder of a lease, in one statement; no row comes back, and nothing is written, when the lease is lost. */
export function commitTurnStatement(lease: TurnLease, writes: TurnWrites, userId: string): Sql {
  const { items = [], drafts = [], remove = [], thread, release } = writes;
  return sql(
    'with conversation as (update conversations set updated_at = now()',
    release
      ? ', turn_id = null, turn_lease_until = null'
      : bind(", turn_lease_until = now() + ? * interval '1 millisecond'", lease.milliseconds),
    thread !== undefined && patchColumns(thread),
    bind(' where id = ? and user_id = ? and turn_id = ? returning *)', lease.threadId, userId, lease.token),
    remove.length > 0 && sql(', removed as (', deleteItems(remove), ')'),
    items.length > 0 && sql(', written as (', upsertItems(items, 'done'), ')'),
    drafts.length > 0 && sql(', drafted as (', upsertItems(drafts, 'streaming'), ')'),
    ` select ${THREAD_COLUMNS} from conversation`,
  );
}

/** Adds items, or replaces them where they are, outside of a turn; no row comes back when the conversation is not the user's. */
export function saveItemsStatement(threadId: string, items: ThreadItem[], userId: string): Sql {
  return sql(
    bind('with conversation as (select id, user_id from conversations where id = ? and user_id = ?)', threadId, userId),
    ', written as (',
    upsertItems(items, 'done'),
    ') select id from conversation',
  );
}

function patchColumns({ title, status, allowedImageDomains, metadata }: ThreadPatch): Sql {
  return sql(
    title !== undefined &&
      bind(', title = case when title is not distinct from ?::text then ?::text else title end', title.from, title.to),
    status !== undefined && bind(', status = ?::jsonb', toStorableItems(status)),
    allowedImageDomains !== undefined && bind(', allowed_image_domains = ?::text[]', allowedImageDomains),
    metadata !== undefined && bind(', metadata = ?::jsonb', toStorableItems(metadata)),
  );
}

function deleteItems(itemIds: string[]): Sql {
  return bind(
    'delete from messages using conversation where conversation_id = conversation.id and item_id = any(?)',
    itemIds,
  );
}

/** An id that belongs to another conversation is left alone: ids made by a model are not ours to trust. */
function upsertItems(items: ThreadItem[], state: 'done' | 'streaming'): Sql {
  return bind(
    `insert into messages (item_id, conversation_id, user_id, item_type, item, state, created_at)
      select new.item ->> 'id', conversation.id, conversation.user_id, new.item ->> 'type', new.item, ?,
        (new.item ->> 'created_at')::timestamptz
      from conversation, jsonb_array_elements(?::jsonb) with ordinality as new (item, place)
      order by new.place
      on conflict (item_id) do update
      set item_type = excluded.item_type, item = excluded.item, state = excluded.state
      where messages.conversation_id = excluded.conversation_id`,
    state,
    toStorableItems(items),
  );
}
