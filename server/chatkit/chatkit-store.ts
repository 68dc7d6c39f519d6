import type { Attachment } from './protocol/attachment.ts';
import type { ThreadItem, UserMessageItem } from './protocol/thread-item.ts';
import type { Page, PageQuery, ThreadPatch, ThreadRecord } from './protocol/thread.ts';

/** The right to run the one turn of a thread; whoever holds the token may write. */
export interface TurnLease {
  threadId: string;
  token: string;
  /** How long the right lasts unless renewed; every commit renews it. */
  milliseconds: number;
}

/** What a streaming request needs of its thread before its first frame; each kind is one atomic step. */
export type TurnStart =
  /** A new thread with its first message. */
  | { kind: 'create'; createdAt: string; title: string | null; message: UserMessageItem; attachmentIds: string[] }
  /** One more message; refused with `conflict` unless the thread is active. */
  | { kind: 'message'; message: UserMessageItem; attachmentIds: string[] }
  /** No write: the item named, if any, and `not_found` when it is missing. */
  | { kind: 'load'; itemId?: string; activeOnly: boolean }
  /** Everything after the user message goes; `conflict` when the item is of another type. */
  | { kind: 'retry'; itemId: string };

/** A turn that may run. */
export interface BegunTurn {
  thread: ThreadRecord;
  /** The stored message (attachments resolved), the item asked for, or the message to retry. */
  item: ThreadItem | null;
  /** The newest items, oldest first, at most as many as asked for; ends with the message of `create`, `message` and `retry`. */
  history: ThreadItem[];
}

/** A turn as somebody sees it who does not run it. */
export interface RunningTurn {
  thread: ThreadRecord;
  isRunning: boolean;
  /** Changes with every write of a turn. */
  version: string;
  /** The user's newest message and everything after it; null when the version is the one that is known already. */
  items: ThreadItem[] | null;
}

/** Everything one commit of a running turn writes, atomically. */
export interface TurnWrites {
  /** Appended in this order, or replaced where they are when the id exists. */
  items?: ThreadItem[];
  /** Ids to delete; unknown ones are ignored. */
  remove?: string[];
  /** Unfinished items, kept so that a crash loses at most a second of them. A later `items` entry finishes them. */
  drafts?: ThreadItem[];
  thread?: ThreadPatch;
  /** Ends the turn: the lease is given back instead of renewed. */
  release?: boolean;
}

/**
 * What the server needs kept. Operations are coarse so that each can be one round trip, and atomic. Every one of them
 * checks that the thread, item or attachment is the caller's: what is missing and what is somebody else's are the same
 * `ChatKitError('not_found')`. Items sort by the order in which they were added, never by their timestamps.
 */
export interface ChatKitStore<C> {
  /**
   * Takes the lease and does what the start asks for.
   * @throws ChatKitError `turn_in_progress` while another turn holds the lease; nothing is written then.
   */
  beginTurn(lease: TurnLease, start: TurnStart, historySize: number, caller: C): Promise<BegunTurn>;
  /**
   * Writes for the holder of the lease and renews or releases it.
   * @returns the thread as stored, or null when the lease was lost: nothing is written then.
   */
  commitTurn(lease: TurnLease, writes: TurnWrites, caller: C): Promise<ThreadRecord | null>;

  /** The turn that runs in the thread, or ran there last. @param version what is known already; null for nothing */
  readTurn(threadId: string, version: string | null, caller: C): Promise<RunningTurn>;

  /** The thread, and the item named. */
  loadThread(
    threadId: string,
    itemId: string | null,
    caller: C,
  ): Promise<{ thread: ThreadRecord; item: ThreadItem | null }>;
  /** The thread with its oldest items. */
  readThread(threadId: string, limit: number, caller: C): Promise<{ thread: ThreadRecord; items: Page<ThreadItem> }>;
  listThreads(query: PageQuery, caller: C): Promise<Page<ThreadRecord>>;
  renameThread(threadId: string, title: string, caller: C): Promise<ThreadRecord>;
  /** Deletes the thread and all it holds; a missing one is no error. */
  deleteThread(threadId: string, caller: C): Promise<void>;
  /** Raw rows, hidden ones included; an unknown cursor is `invalid_request`. */
  listItems(threadId: string, query: PageQuery, caller: C): Promise<Page<ThreadItem>>;
  /** Adds or replaces items outside of a turn, for actions that run beside a stream. */
  saveItems(threadId: string, items: ThreadItem[], caller: C): Promise<void>;

  /** Adds the record, or updates it. */
  saveAttachment(attachment: Attachment, caller: C): Promise<void>;
  loadAttachment(attachmentId: string, caller: C): Promise<Attachment>;
  deleteAttachment(attachmentId: string, caller: C): Promise<void>;
}
