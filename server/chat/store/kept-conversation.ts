import { raw, type QueryBuilder, type RawBuilder } from 'objection';
import { CANCEL_NOTE } from '../../chatkit/turn/cancel-note.ts';
import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import type { Page, PageQuery, ThreadRecord } from '../../chatkit/protocol/thread.ts';
import type { Knex } from '../../database/database.ts';
import { PreparedQuery, type Given } from '../../database/prepared-query.ts';
import { Conversation } from '../../models/conversation.ts';
import { Message, storedItem } from '../../models/message.ts';

/** The columns of a conversation that make a thread. */
export const THREAD_COLUMNS = [
  'conversations.id',
  'conversations.title',
  'conversations.createdAt',
  'conversations.activeAt',
  'conversations.status',
  'conversations.allowedImageDomains',
  'conversations.metadata',
];

/** A checkpoint says whether its turn still runs; everything else is stored as it is shown. */
const STORED_ITEM = `case when messages.state = 'streaming' then messages.item || jsonb_build_object('status',
    case when conversations.turn_lease_until > now() then 'in_progress' else 'incomplete' end) else messages.item end`;

/** The user's next message, or before it the note that a turn was stopped. */
const NEXT_MARK = `coalesce((select next.item_type from messages as next
    where next.conversation_id = messages.conversation_id and next.id > messages.id
      and (next.item_type = 'user_message'
        or next.item_type = 'sdk_hidden_context' and next.item ->> 'content' = '${CANCEL_NOTE}') order by next.id limit 1), '')`;

const IS_NEWEST = `not exists (select from messages as later where later.conversation_id = messages.conversation_id
    and later.id > messages.id and later.item_type = 'user_message')`;

/**
 * A message says that a turn runs after it, or that it was stopped, or died with its server: a turn that ends gives its
 * lease back.
 */
const SHOWN_ITEM = `case when messages.item_type <> 'user_message' then ${STORED_ITEM}
    when conversations.turn_lease_until > now() and ${IS_NEWEST} then messages.item || '{"status":"in_progress"}'
    when ${NEXT_MARK} = 'sdk_hidden_context' then messages.item || '{"status":"incomplete"}'
    when conversations.turn_lease_until < now() and ${IS_NEWEST} then messages.item || '{"status":"incomplete"}'
    else messages.item end`;

/** What a turn was just found to have left unfinished. */
const LEFT_ITEM = `case when messages.state = 'streaming' then messages.item || '{"status":"incomplete"}' else messages.item end`;

/** A turn that says more is not one that a model could make. */
const MOST_OF_TURN = 200;

/** What a turn writes changes it, and that its lease runs out. */
const VERSION = `concat_ws(' ', extract(epoch from conversations.updated_at), conversations.turn_lease_until > now())`;

const storedItems = storedItem.array().nullable();
const itemOrNone = storedItem.nullable();

type PageShape = Pick<PageQuery, 'limit' | 'order'>;

/** A conversation, read in one statement with what was asked for of its items. */
export class KeptConversation extends Conversation {
  static override modifiers = {
    ...Conversation.modifiers,
    /** The newest items, newest first. */
    withHistory(
      query: QueryBuilder<KeptConversation>,
      size: number,
      narrow: (rows: QueryBuilder<Message>) => void = () => undefined,
    ): void {
      query.select(collect(LEFT_ITEM, 'desc', size, narrow).as('items'));
    },
    withItem(query: QueryBuilder<KeptConversation>, itemId: RawBuilder): void {
      query.select(
        Conversation.relatedQuery<Message>('messages').where({ itemId }).select(raw(STORED_ITEM)).as('item'),
      );
    },
    /** A page of items as people see them, one more than the page holds; and whether the item it goes on from is there. */
    withPage(query: QueryBuilder<KeptConversation>, { limit, order }: PageShape, after: RawBuilder | undefined): void {
      const narrow = (items: QueryBuilder<Message>) => {
        if (!after) return;
        void items.where('messages.id', order === 'desc' ? '<' : '>', cursorAt(after).select('cursor.id'));
      };
      query.select(collect(SHOWN_ITEM, order, limit + 1, narrow).as('items'));
      if (after) query.select(raw('exists (?)', [cursorAt(after)]).as('hasCursor'));
    },
    /** The turn that runs, or ran last: as people see it, unless it is the version that is known. */
    withTurn(query: QueryBuilder<KeptConversation>, known: RawBuilder | undefined): void {
      const question = Conversation.relatedQuery<Message>('messages')
        .max('messages.id')
        .where({ itemType: 'user_message' });
      const items = collect(
        SHOWN_ITEM,
        'asc',
        MOST_OF_TURN,
        (rows) => void rows.where('messages.id', '>=', raw('coalesce((?), 0)', [question])),
      );
      query.select(
        raw('coalesce(conversations.turn_lease_until > now(), false)').as('isRunning'),
        raw(VERSION).as('version'),
        known ? raw(`case when ${VERSION} <> ? then (?) end`, [known, items]).as('items') : items.as('items'),
      );
    },
  };

  /** Undefined unless asked for; null when there are none. */
  declare items?: ThreadItem[] | null;
  declare item?: ThreadItem | null;
  declare hasCursor?: boolean;
  /** Whether another turn held the lease when the statement began. */
  declare wasHeld?: boolean;
  declare isRunning?: boolean;
  declare version?: string;

  override $parseDatabaseJson(json: Record<string, unknown>): Record<string, unknown> {
    const row = super.$parseDatabaseJson(json);
    if (row['items'] !== undefined) row['items'] = storedItems.parse(row['items']);
    if (row['item'] !== undefined) row['item'] = itemOrNone.parse(row['item']);
    return row;
  }

  toThreadRecord(): ThreadRecord {
    const { id, title, createdAt, activeAt, status, allowedImageDomains, metadata } = this;
    return {
      id,
      title,
      createdAt: createdAt.toISOString(),
      activeAt: activeAt.toISOString(),
      status,
      allowedImageDomains,
      metadata,
    };
  }
}

interface FindValues {
  id: string;
  userId: string;
  itemId: string | undefined;
  after: string | undefined;
}

const foundConversation = new PreparedQuery(
  (database, { id, userId, itemId, after }: Given<FindValues>, { page }: { page?: PageShape }) => {
    const query = KeptConversation.query(database).modify('ownedBy', userId).where({ id }).select(THREAD_COLUMNS);
    if (itemId) void query.modify('withItem', itemId);
    return page ? query.modify('withPage', page, after) : query;
  },
);

/** A user's conversation, with an item of it or a page of its items. */
export function findConversation(
  database: Knex,
  id: string,
  userId: string,
  { itemId, page }: { itemId?: string | undefined; page?: PageQuery } = {},
): Promise<KeptConversation | undefined> {
  const values = { id, userId, itemId, after: page?.after };
  return foundConversation.first(database, values, page ? { page: toPageShape(page) } : {});
}

interface WatchValues {
  id: string;
  userId: string;
  version: string | undefined;
}

const watchedConversation = new PreparedQuery((database, { id, userId, version }: Given<WatchValues>) =>
  KeptConversation.query(database)
    .modify('ownedBy', userId)
    .where({ id })
    .select(THREAD_COLUMNS)
    .modify('withTurn', version),
);

/** A user's conversation with the turn that runs in it. */
export function watchConversation(
  database: Knex,
  id: string,
  userId: string,
  version: string | null,
): Promise<KeptConversation | undefined> {
  return watchedConversation.first(database, { id, userId, version: version ?? undefined });
}

interface ListValues {
  userId: string;
  after: string | undefined;
}

const listedConversations = new PreparedQuery(
  (database, { userId, after }: Given<ListValues>, { limit, order }: PageShape) => {
    const query = KeptConversation.query(database)
      .modify('ownedBy', userId)
      .select(THREAD_COLUMNS)
      .orderBy([
        { column: 'activeAt', order },
        { column: 'id', order },
      ])
      .limit(limit + 1);
    if (!after) return query;
    const cursor = Conversation.query().modify('ownedBy', userId).where({ id: after });
    return query.whereRaw(`(active_at, id) ${order === 'desc' ? '<' : '>'} (?, ?)`, [
      cursor.clone().select('activeAt'),
      cursor.clone().select('id'),
    ]);
  },
);

/** A page of a user's conversations, by what was said last; the position of the cursor is looked up, so that ties cannot skip a row. */
export function listConversations(database: Knex, page: PageQuery, userId: string): Promise<KeptConversation[]> {
  return listedConversations.run(database, { userId, after: page.after }, toPageShape(page));
}

function toPageShape({ limit, order }: PageQuery): PageShape {
  return { limit, order };
}

/** A page of the rows that were read, one more than asked for if there are more. */
export function toPage<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return rows.length > limit && last ? { data, has_more: true, after: last.id } : { data, has_more: false };
}

/** When a lease ends unless it is renewed, by the clock of the database. */
export function endOfLease(milliseconds: RawBuilder) {
  return raw("now() + ? * interval '1 millisecond'", [milliseconds]);
}

function cursorAt(itemId: RawBuilder): QueryBuilder<Message> {
  return Message.query().alias('cursor').where('cursor.conversationId', raw('conversations.id')).where({ itemId });
}

/** Items of the conversation as one JSON array, in order. */
function collect(item: string, order: 'asc' | 'desc', limit: number, narrow: (items: QueryBuilder<Message>) => void) {
  const rows = Conversation.relatedQuery<Message>('messages')
    .select('messages.id', raw(item).as('item'))
    .orderBy('messages.id', order)
    .limit(limit);
  narrow(rows);
  return Message.query()
    .from(rows.as('page'))
    .select(raw(`json_agg(page.item order by page.id ${order})`));
}
