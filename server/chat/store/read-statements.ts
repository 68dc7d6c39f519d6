import type { PageQuery } from '../../chatkit/protocol/thread.ts';
import { THREAD_COLUMNS } from './conversation-row.ts';
import { bind, sql, type Sql } from './sql.ts';

/** A checkpoint says whether its turn still runs; everything else is stored as it is shown. */
const STORED_ITEM = `case when state = 'streaming' then item || jsonb_build_object('status',
    case when conversation.turn_lease_until > now() then 'in_progress' else 'incomplete' end) else item end`;

/** What stands behind a message. */
const NEXT_TYPE = `coalesce((select next.item_type from messages as next
    where next.conversation_id = messages.conversation_id and next.id > messages.id order by next.id limit 1), '')`;

/** A message says when its answer was stopped, or died with its server, before a word: a turn that ends gives its lease back. */
const SHOWN_ITEM = `case when item_type <> 'user_message' then ${STORED_ITEM}
    when ${NEXT_TYPE} = 'sdk_hidden_context' then item || '{"status":"incomplete"}'
    when conversation.turn_lease_until < now() and ${NEXT_TYPE} = '' then item || '{"status":"incomplete"}'
    else item end`;

/** A conversation, with the item named in `item` if any. */
export function loadConversationStatement(threadId: string, itemId: string | null, userId: string): Sql {
  return sql(
    `select ${THREAD_COLUMNS}`,
    itemId !== null &&
      bind(
        `, (select ${STORED_ITEM} from messages where conversation_id = conversation.id and item_id = ?) as item`,
        itemId,
      ),
    ownConversation(threadId, userId),
  );
}

/** A conversation, with a page of its items in `items` and, when there is a cursor, whether it exists in `has_cursor`. */
export function readConversationStatement(threadId: string, query: PageQuery, userId: string): Sql {
  const { after } = query;
  return sql(
    `select ${THREAD_COLUMNS}, `,
    itemsColumn(query),
    after !== undefined &&
      bind(
        ', exists (select from messages where conversation_id = conversation.id and item_id = ?) as has_cursor',
        after,
      ),
    ownConversation(threadId, userId),
  );
}

/** A page of a user's conversations, by what was said last; the position of the cursor is looked up, so that ties cannot skip a row. */
export function listConversationsStatement({ limit, order, after }: PageQuery, userId: string): Sql {
  const cursor = (column: string, id: string) =>
    bind(`(select ${column} from conversations where id = ? and user_id = ?)`, id, userId);
  return sql(
    bind(`select ${THREAD_COLUMNS} from conversations where user_id = ?`, userId),
    after !== undefined &&
      sql(
        ` and (active_at, id) ${order === 'desc' ? '<' : '>'} (`,
        cursor('active_at', after),
        ', ',
        cursor('id', after),
        ')',
      ),
    bind(` order by active_at ${order}, id ${order} limit ?`, limit + 1),
  );
}

function ownConversation(threadId: string, userId: string): Sql {
  return bind(' from conversations as conversation where id = ? and user_id = ?', threadId, userId);
}

function itemsColumn({ limit, order, after }: PageQuery): Sql {
  return sql(
    `(select json_agg(page.item order by page.id ${order}) from (
        select messages.id, ${SHOWN_ITEM} as item from messages where conversation_id = conversation.id`,
    after !== undefined &&
      bind(
        ` and id ${order === 'desc' ? '<' : '>'}
          (select cursor.id from messages as cursor where cursor.conversation_id = conversation.id and item_id = ?)`,
        after,
      ),
    bind(` order by messages.id ${order} limit ?) as page) as items`, limit + 1),
  );
}
