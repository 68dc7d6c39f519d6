import type { Knex } from 'knex';
import { Model, raw, type QueryBuilder, type RawBuilder, type TransactionOrKnex } from 'objection';
import { z } from 'zod';
import type { ThreadItem } from '../chatkit/protocol/thread-item.ts';
import { AppError } from '../ground/errors.ts';

/** Items are stored as they were sent, so only what tells them apart is checked: parsing them whole would cost every turn. */
export const storedItem = z.custom<ThreadItem>(isItem).transform(fillIn);

/** One item of a conversation: what was said, shown or done. Rows are numbered in the order in which they were added. */
export class Message extends Model {
  static override tableName = 'messages';
  static override modifiers = {
    ownedBy(query: QueryBuilder<Message>, userId: string): void {
      query.where('messages.userId', userId);
    },
    /** Written out, as the index that is next to empty has it. */
    streaming(query: QueryBuilder<Message>): void {
      query.whereRaw("messages.state = 'streaming'");
    },
  };

  /** PostgreSQL's bigint comes as text. */
  declare id: string;
  /** What clients know it by. */
  declare itemId: string;
  declare conversationId: string;
  declare userId: string;
  declare itemType: ThreadItem['type'];
  declare item: ThreadItem;
  /** `streaming` is a checkpoint of text that is still coming; `interrupted` what a dead turn left of it. */
  declare state: 'done' | 'streaming' | 'interrupted';
  declare createdAt: Date;

  /** A missing message and somebody else's message are the same answer. */
  static override createNotFoundError(): Error {
    return new AppError('not_found', 'This message does not exist.');
  }

  /** `jsonb` is checked when it is read. */
  override $parseDatabaseJson(json: Record<string, unknown>): Record<string, unknown> {
    const row = super.$parseDatabaseJson(json);
    if (row['item'] !== undefined) row['item'] = storedItem.parse(row['item']);
    return row;
  }

  /**
   * Adds items to the conversation that `from` finds, or replaces them where they are; without one, nothing is written.
   * An id that belongs to another conversation is left alone: ids made by a model are not ours to trust.
   *
   * @param items a list of them, as JSON
   * @param from names its table `conversations`
   */
  static write(
    connection: TransactionOrKnex,
    items: RawBuilder,
    from: QueryBuilder<Model>,
    state: Message['state'] = 'done',
  ): Knex.QueryBuilder {
    const rows = from
      .joinRaw('cross join jsonb_array_elements(?::jsonb) with ordinality as new (item, place)', [items])
      .orderByRaw('new.place')
      .select(
        raw("new.item ->> 'id'"),
        'conversations.id',
        'conversations.userId',
        raw("new.item ->> 'type'"),
        raw('new.item'),
        raw('?::text', [state]),
        raw("(new.item ->> 'created_at')::timestamptz"),
      );
    const columns = ['itemId', 'conversationId', 'userId', 'itemType', 'item', 'state', 'createdAt'];
    return connection(connection.raw(`?? (${columns.map(() => '??').join(', ')})`, ['messages', ...columns]))
      .insert(rows.toKnexQuery())
      .onConflict('itemId')
      .merge(['itemType', 'item', 'state'])
      .where('messages.conversationId', connection.ref('excluded.conversationId'));
  }
}

function isItem(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && 'type' in value;
}

/** Gives an item of an older version the members that readers rely on. */
function fillIn(item: ThreadItem): ThreadItem {
  if (item.type === 'user_message' && !('content' in item && 'attachments' in item && 'inference_options' in item)) {
    return Object.assign({ content: [], attachments: [], inference_options: {} }, item);
  }
  if (item.type === 'assistant_message' && !('content' in item)) return Object.assign({ content: [] }, item);
  return item;
}
