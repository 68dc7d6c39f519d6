import { ChatKitError } from '../../chatkit/protocol/chatkit-error.ts';
import type { BegunTurn, ChatKitStore, TurnLease, TurnStart, TurnWrites } from '../../chatkit/chatkit-store.ts';
import type { Attachment } from '../../chatkit/protocol/attachment.ts';
import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import type { Page, PageQuery, ThreadRecord } from '../../chatkit/protocol/thread.ts';
import type { Knex } from '../../database/database.ts';
import { LONG_WORK_MS, withinTime } from '../../database/within-time.ts';
import type { Caller } from '../../ground/caller.ts';
import type { AttachmentStore } from './attachment-store.ts';
import type { ChatCaller } from './chat-caller.ts';
import {
  createConversationStatement,
  readTurnStatement,
  retryTurnStatement,
  takeTurnStatement,
} from './begin-turn-statement.ts';
import { commitTurnStatement, saveItemsStatement } from './commit-turn-statement.ts';
import { toItem, toItems, toPage, toThreadRecord } from './conversation-row.ts';
import { listConversationsStatement, loadConversationStatement, readConversationStatement } from './read-statements.ts';
import { bind, type Sql } from './sql.ts';
import { PreparedStatements } from './prepared-statements.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Every page of the history carries its titles. */
const LONGEST_TITLE = 500;

type BeforeReading = (conversationId: string, caller: Caller) => Promise<unknown>;

/** ChatKit's threads as conversations in PostgreSQL: every statement is bound to the caller's user id. */
export class ConversationStore implements ChatKitStore<Caller> {
  readonly #database: Knex;
  readonly #statements: PreparedStatements;
  readonly #attachments: AttachmentStore;
  readonly #beforeReading: BeforeReading;

  /** @param beforeReading brings a conversation up to date before it is shown */
  constructor(database: Knex, attachments: AttachmentStore, beforeReading: BeforeReading = async () => undefined) {
    this.#database = database;
    this.#statements = new PreparedStatements(database);
    this.#attachments = attachments;
    this.#beforeReading = beforeReading;
  }

  async beginTurn(
    lease: TurnLease,
    start: TurnStart,
    historySize: number,
    { userId, keepsLater = false }: Caller & Pick<ChatCaller, 'keepsLater'>,
  ): Promise<BegunTurn> {
    const resolved = await this.#resolveAttachments(start, userId);
    if (resolved.kind === 'create') {
      const rows = await this.#run(createConversationStatement(lease, resolved, userId));
      return { thread: toThreadRecord(rows[0]), item: resolved.message, history: [resolved.message] };
    }
    if (!UUID.test(lease.threadId)) throw notFound();
    const [row] = await this.#run(takeTurnStatement(lease, resolved, userId, historySize));
    if (!row) return this.#explainRefusal(lease.threadId, resolved, userId);
    const thread = toThreadRecord(row);
    const [read = row] = await this.#readAgain(row, lease.threadId, resolved, { historySize, keepsLater });
    const history = toItems(read['history']).toReversed();
    if (resolved.kind !== 'message') return { thread, item: toItem(read['item'] ?? null), history };
    const { message } = resolved;
    return { thread, item: message, history: [...history.filter(({ id }) => id !== message.id), message] };
  }

  /** What a turn begins with, when taking the lease could not tell yet. */
  async #readAgain(
    row: Record<string, unknown>,
    threadId: string,
    start: Exclude<TurnStart, { kind: 'create' }>,
    options: { historySize: number; keepsLater: boolean },
  ): Promise<Record<string, unknown>[]> {
    if (start.kind === 'retry') return this.#run(retryTurnStatement(threadId, start.itemId, options));
    if (row['was_held'] !== true) return [row];
    const itemId = start.kind === 'load' ? start.itemId : undefined;
    return this.#run(readTurnStatement(threadId, itemId, options.historySize));
  }

  async commitTurn(lease: TurnLease, writes: TurnWrites, { userId }: Caller): Promise<ThreadRecord | null> {
    const [row] = await this.#run(commitTurnStatement(lease, writes, userId));
    return row ? toThreadRecord(row) : null;
  }

  async loadThread(
    threadId: string,
    itemId: string | null,
    { userId }: Caller,
  ): Promise<{ thread: ThreadRecord; item: ThreadItem | null }> {
    const row = await this.#runOwn(threadId, loadConversationStatement(threadId, itemId, userId));
    const item = toItem(row['item'] ?? null);
    if (itemId !== null && item === null) throw notFound();
    return { thread: toThreadRecord(row), item };
  }

  async readThread(
    threadId: string,
    limit: number,
    caller: Caller,
  ): Promise<{ thread: ThreadRecord; items: Page<ThreadItem> }> {
    const { userId } = caller;
    if (UUID.test(threadId)) await this.#beforeReading(threadId, caller);
    const row = await this.#runOwn(threadId, readConversationStatement(threadId, { limit, order: 'asc' }, userId));
    return { thread: toThreadRecord(row), items: toPage(toItems(row['items']), limit) };
  }

  async listItems(threadId: string, query: PageQuery, caller: Caller): Promise<Page<ThreadItem>> {
    const { userId } = caller;
    if (UUID.test(threadId)) await this.#beforeReading(threadId, caller);
    const row = await this.#runOwn(threadId, readConversationStatement(threadId, query, userId));
    if (row['has_cursor'] === false) throw unknownCursor();
    return toPage(toItems(row['items']), query.limit);
  }

  async listThreads(query: PageQuery, { userId }: Caller): Promise<Page<ThreadRecord>> {
    if (query.after !== undefined && !UUID.test(query.after)) throw unknownCursor();
    const rows = await this.#run(listConversationsStatement(query, userId));
    if (query.after !== undefined && rows.length === 0) await this.#expectCursor(query.after, userId);
    return toPage(rows.map(toThreadRecord), query.limit);
  }

  async renameThread(threadId: string, title: string, { userId }: Caller): Promise<ThreadRecord> {
    if (title.length > LONGEST_TITLE)
      throw new ChatKitError('invalid_request', `A title may have ${LONGEST_TITLE} characters at the most.`);
    const rename = 'update conversations set title = ?, updated_at = now() where id = ? and user_id = ? returning *';
    return toThreadRecord(await this.#runOwn(threadId, bind(rename, title, threadId, userId)));
  }

  async deleteThread(threadId: string, { userId }: Caller): Promise<void> {
    if (!UUID.test(threadId)) return;
    const all = 'delete from conversations where id = ? and user_id = ?';
    await withinTime(this.#database, LONG_WORK_MS, (transaction) => transaction.raw(all, [threadId, userId]));
  }

  async saveItems(threadId: string, items: ThreadItem[], { userId }: Caller): Promise<void> {
    await this.#runOwn(threadId, saveItemsStatement(threadId, items, userId));
  }

  saveAttachment(attachment: Attachment, { userId }: Caller): Promise<void> {
    return this.#attachments.save(attachment, userId);
  }

  loadAttachment(attachmentId: string, { userId }: Caller): Promise<Attachment> {
    return this.#attachments.load(attachmentId, userId);
  }

  deleteAttachment(attachmentId: string, { userId }: Caller): Promise<void> {
    return this.#attachments.deleteRecord(attachmentId, userId);
  }

  #run(statement: Sql): Promise<Record<string, unknown>[]> {
    return this.#statements.run(statement);
  }

  /** Runs a statement that gives one row when the conversation is the user's. */
  async #runOwn(threadId: string, statement: Sql): Promise<Record<string, unknown>> {
    const [row] = UUID.test(threadId) ? await this.#run(statement) : [];
    if (!row) throw notFound();
    return row;
  }

  async #resolveAttachments(start: TurnStart, userId: string): Promise<TurnStart> {
    if (start.kind === 'load' || start.kind === 'retry' || start.attachmentIds.length === 0) return start;
    const attachments = await this.#attachments.loadAll(start.attachmentIds, start.message.thread_id, userId);
    return { ...start, message: { ...start.message, attachments } };
  }

  /** The turn could not be taken: finds out why, for the answer only. */
  async #explainRefusal(threadId: string, start: TurnStart, userId: string): Promise<never> {
    const itemId = start.kind === 'load' || start.kind === 'retry' ? (start.itemId ?? null) : null;
    const [row] = await this.#run(loadConversationStatement(threadId, itemId, userId));
    if (!row || (itemId !== null && !row['item'])) throw notFound();
    const { status } = toThreadRecord(row);
    const isActiveOnly = start.kind !== 'load' || start.activeOnly;
    if (isActiveOnly && status.type !== 'active') {
      throw new ChatKitError('conflict', status.reason ?? 'This conversation is closed.');
    }
    if (start.kind === 'retry' && toItem(row['item'])?.type !== 'user_message') {
      throw new ChatKitError('conflict', 'Only a message of yours can be retried.');
    }
    throw new ChatKitError('turn_in_progress', 'A reply is still being written in this conversation.', {
      retryAfter: 2,
    });
  }

  async #expectCursor(threadId: string, userId: string): Promise<void> {
    const [row] = await this.#run(loadConversationStatement(threadId, null, userId));
    if (!row) throw unknownCursor();
  }
}

function notFound(): ChatKitError {
  return new ChatKitError('not_found', 'This conversation, or what was asked for in it, does not exist.');
}

function unknownCursor(): ChatKitError {
  return new ChatKitError('invalid_request', 'The page to go on from does not exist.');
}
