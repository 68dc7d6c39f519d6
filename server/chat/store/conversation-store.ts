import { raw } from 'objection';
import { ChatKitError } from '../../chatkit/protocol/chatkit-error.ts';
import type {
  BegunTurn,
  ChatKitStore,
  RunningTurn,
  TurnLease,
  TurnStart,
  TurnWrites,
} from '../../chatkit/chatkit-store.ts';
import type { Attachment } from '../../chatkit/protocol/attachment.ts';
import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import type { Page, PageQuery, ThreadRecord } from '../../chatkit/protocol/thread.ts';
import type { Knex } from '../../database/database.ts';
import type { Caller } from '../../ground/caller.ts';
import type { AttachmentStore } from './attachment-store.ts';
import type { ChatCaller } from './chat-caller.ts';
import { createConversation, readTurn, retryTurn, takeTurn } from './begin-turn.ts';
import { commitTurn, saveItems } from './commit-turn.ts';
import { expectRoomIn, ORDINARY_ROOM, type ConversationQuota } from './conversation-quota.ts';
import { deleteConversation } from './delete-conversation.ts';
import {
  findConversation,
  listConversations,
  KeptConversation,
  toPage,
  watchConversation,
} from './kept-conversation.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Every page of the history carries its titles. */
const LONGEST_TITLE = 500;

type BeforeReading = (conversationId: string, caller: Caller) => Promise<unknown>;

/** ChatKit's threads as conversations in PostgreSQL: every statement is bound to the caller's user id. */
export class ConversationStore implements ChatKitStore<Caller> {
  readonly #database: Knex;
  readonly #attachments: AttachmentStore;
  readonly #beforeReading: BeforeReading;
  readonly #quota: ConversationQuota;

  /** @param beforeReading brings a conversation up to date before it is shown */
  constructor(
    database: Knex,
    attachments: AttachmentStore,
    beforeReading: BeforeReading = async () => undefined,
    quota = ORDINARY_ROOM,
  ) {
    this.#database = database;
    this.#attachments = attachments;
    this.#beforeReading = beforeReading;
    this.#quota = quota;
  }

  async beginTurn(
    lease: TurnLease,
    start: TurnStart,
    historySize: number,
    { userId, keepsLater = false }: Caller & Pick<ChatCaller, 'keepsLater'>,
  ): Promise<BegunTurn> {
    const resolved = await this.#resolveAttachments(start, userId);
    const scope = { userId, historySize, quota: this.#quota };
    if (resolved.kind === 'create') {
      const thread = await createConversation(this.#database, lease, resolved, scope);
      return { thread: thread.toThreadRecord(), item: resolved.message, history: [resolved.message] };
    }
    if (!UUID.test(lease.threadId)) throw notFound();
    const taken = await takeTurn(this.#database, lease, resolved, scope);
    if (!taken) return this.#explainRefusal(lease.threadId, resolved, userId);
    const thread = taken.toThreadRecord();
    const read = (await this.#readAgain(taken, resolved, { historySize, keepsLater })) ?? taken;
    const history = (read.items ?? []).toReversed();
    if (resolved.kind !== 'message') return { thread, item: read.item ?? null, history };
    const { message } = resolved;
    return { thread, item: message, history: [...history.filter(({ id }) => id !== message.id), message] };
  }

  /** What a turn begins with, when taking the lease could not tell yet. */
  async #readAgain(
    taken: KeptConversation,
    start: Exclude<TurnStart, { kind: 'create' }>,
    options: { historySize: number; keepsLater: boolean },
  ): Promise<KeptConversation | undefined> {
    if (start.kind === 'retry') return retryTurn(this.#database, taken.id, start.itemId, options);
    if (taken.wasHeld !== true) return taken;
    const itemId = start.kind === 'load' ? start.itemId : undefined;
    return readTurn(this.#database, taken.id, itemId, options.historySize);
  }

  async commitTurn(lease: TurnLease, writes: TurnWrites, { userId }: Caller): Promise<ThreadRecord | null> {
    const held = await commitTurn(this.#database, lease, writes, userId);
    return held?.toThreadRecord() ?? null;
  }

  async readTurn(threadId: string, version: string | null, { userId }: Caller): Promise<RunningTurn> {
    const watched = UUID.test(threadId) && (await watchConversation(this.#database, threadId, userId, version));
    if (!watched) throw notFound();
    const { isRunning = false, version: current = '', items } = watched;
    const isKnown = version === current;
    return { thread: watched.toThreadRecord(), isRunning, version: current, items: isKnown ? null : (items ?? []) };
  }

  async loadThread(
    threadId: string,
    itemId: string | null,
    { userId }: Pick<Caller, 'userId'>,
  ): Promise<{ thread: ThreadRecord; item: ThreadItem | null }> {
    const conversation = await this.#find(threadId, userId, { itemId: itemId ?? undefined });
    const { item = null } = conversation;
    if (itemId !== null && item === null) throw notFound();
    return { thread: conversation.toThreadRecord(), item };
  }

  async readThread(
    threadId: string,
    limit: number,
    caller: Caller,
  ): Promise<{ thread: ThreadRecord; items: Page<ThreadItem> }> {
    const conversation = await this.#readPage(threadId, { limit, order: 'asc' }, caller);
    return { thread: conversation.toThreadRecord(), items: toPage(conversation.items ?? [], limit) };
  }

  async listItems(threadId: string, query: PageQuery, caller: Caller): Promise<Page<ThreadItem>> {
    const { items, hasCursor } = await this.#readPage(threadId, query, caller);
    if (hasCursor === false) throw unknownCursor();
    return toPage(items ?? [], query.limit);
  }

  async listThreads(query: PageQuery, { userId }: Caller): Promise<Page<ThreadRecord>> {
    if (query.after !== undefined && !UUID.test(query.after)) throw unknownCursor();
    const rows = await listConversations(this.#database, query, userId);
    if (query.after !== undefined && rows.length === 0) await this.#expectCursor(query.after, userId);
    return toPage(
      rows.map((row) => row.toThreadRecord()),
      query.limit,
    );
  }

  async renameThread(threadId: string, title: string, { userId }: Caller): Promise<ThreadRecord> {
    if (title.length > LONGEST_TITLE)
      throw new ChatKitError('invalid_request', `A title may have ${LONGEST_TITLE} characters at the most.`);
    if (!UUID.test(threadId)) throw notFound();
    const renamed = await KeptConversation.query(this.#database)
      .modify('ownedBy', userId)
      .where({ id: threadId })
      .patch({ title, updatedAt: raw('now()') })
      .returning('*')
      .first();
    if (!renamed) throw notFound();
    return renamed.toThreadRecord();
  }

  async deleteThread(threadId: string, { userId }: Caller): Promise<void> {
    if (!UUID.test(threadId)) return;
    await deleteConversation(this.#database, threadId, userId);
  }

  async saveItems(threadId: string, items: ThreadItem[], { userId }: Caller): Promise<void> {
    const saved = UUID.test(threadId) && (await saveItems(this.#database, threadId, items, userId));
    if (!saved) throw notFound();
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

  /** @throws ChatKitError `not_found` when the conversation is not the user's. */
  async #find(
    threadId: string,
    userId: string,
    read: Parameters<typeof findConversation>[3],
  ): Promise<KeptConversation> {
    const conversation = UUID.test(threadId) && (await findConversation(this.#database, threadId, userId, read));
    if (!conversation) throw notFound();
    return conversation;
  }

  async #readPage(threadId: string, page: PageQuery, caller: Caller): Promise<KeptConversation> {
    if (UUID.test(threadId)) await this.#beforeReading(threadId, caller);
    return this.#find(threadId, caller.userId, { page });
  }

  async #resolveAttachments(start: TurnStart, userId: string): Promise<TurnStart> {
    if (start.kind === 'load' || start.kind === 'retry' || start.attachmentIds.length === 0) return start;
    const attachments = await this.#attachments.loadAll(start.attachmentIds, start.message.thread_id, userId);
    return { ...start, message: { ...start.message, attachments } };
  }

  /** The turn could not be taken: finds out why, for the answer only. */
  async #explainRefusal(threadId: string, start: TurnStart, userId: string): Promise<never> {
    const itemId = start.kind === 'load' || start.kind === 'retry' ? (start.itemId ?? null) : null;
    const { thread, item } = await this.loadThread(threadId, itemId, { userId });
    const isActiveOnly = start.kind !== 'load' || start.activeOnly;
    if (isActiveOnly && thread.status.type !== 'active') {
      throw new ChatKitError('conflict', thread.status.reason ?? 'This conversation is closed.');
    }
    if (start.kind === 'retry' && item?.type !== 'user_message') {
      throw new ChatKitError('conflict', 'Only a message of yours can be retried.');
    }
    if (start.kind === 'message') await expectRoomIn(this.#database, threadId, this.#quota);
    throw new ChatKitError('turn_in_progress', 'A reply is still being written in this conversation.', {
      retryAfter: 2,
    });
  }

  async #expectCursor(threadId: string, userId: string): Promise<void> {
    if (!(await findConversation(this.#database, threadId, userId))) throw unknownCursor();
  }
}

function notFound(): ChatKitError {
  return new ChatKitError('not_found', 'This conversation, or what was asked for in it, does not exist.');
}

function unknownCursor(): ChatKitError {
  return new ChatKitError('invalid_request', 'The page to go on from does not exist.');
}
