import { createItemId } from '../protocol/item-id.ts';
import type { ItemBase, ThreadItem, UserMessageItem } from '../protocol/thread-item.ts';
import type { ThreadPatch, ThreadRecord, ThreadStatus } from '../protocol/thread.ts';

type WithoutBase<T> = T extends ThreadItem ? Omit<T, keyof ItemBase> : never;

/** An item before it has its id, thread and time. */
export type NewItem = WithoutBase<ThreadItem> & { id?: string };

/**
 * The thread as a responder or action holds it. Assigning to `title`, `status`, `allowedImageDomains` or `metadata`
 * stores the change and sends `thread.updated` after the next event, or at the end of the turn; assign a new object, a
 * change inside the old one goes unnoticed.
 */
export class TurnThread {
  readonly id: string;
  readonly createdAt: string;
  #history: readonly ThreadItem[];
  #record: ThreadRecord;
  #patch: ThreadPatch | null = null;
  #lastStamp = 0;

  constructor(record: ThreadRecord, history: readonly ThreadItem[]) {
    this.id = record.id;
    this.createdAt = record.createdAt;
    this.#history = history;
    this.#record = record;
    this.#lastStamp = Date.parse(history.at(-1)?.created_at ?? record.createdAt);
  }

  /** The newest items, oldest first, the user's message included, hidden items too. */
  get history(): readonly ThreadItem[] {
    return this.#history;
  }

  /** Has a message that an action has stored be what is answered. */
  goOnFrom(message: UserMessageItem): void {
    this.#history = [...this.#history, message];
  }

  get title(): string | null {
    return this.#patch?.title ? this.#patch.title.to : this.#record.title;
  }

  set title(to: string | null) {
    if (to !== this.title) this.#patch = { ...this.#patch, title: { from: this.#record.title, to } };
  }

  get status(): ThreadStatus {
    return this.#patch?.status ?? this.#record.status;
  }

  set status(status: ThreadStatus) {
    this.#patch = { ...this.#patch, status };
  }

  get allowedImageDomains(): string[] | null {
    return this.#patch?.allowedImageDomains === undefined
      ? this.#record.allowedImageDomains
      : this.#patch.allowedImageDomains;
  }

  set allowedImageDomains(allowedImageDomains: string[] | null) {
    this.#patch = { ...this.#patch, allowedImageDomains };
  }

  get metadata(): Record<string, unknown> {
    return this.#patch?.metadata ?? this.#record.metadata;
  }

  set metadata(metadata: Record<string, unknown>) {
    this.#patch = { ...this.#patch, metadata };
  }

  /** An item of this thread with its id and time filled in; an id given is kept. */
  item<T extends NewItem>(fields: T): T & ItemBase {
    const id = fields.id ?? createItemId(fields.type);
    return { ...fields, id, thread_id: this.id, created_at: this.#stamp() };
  }

  /** Whether anything was assigned that is not stored yet. For the server only. */
  get isChanged(): boolean {
    return this.#patch !== null;
  }

  /** What was assigned since the last call, or null. For the server only. */
  takePatch(): ThreadPatch | null {
    const patch = this.#patch;
    if (!patch) return null;
    this.#record = {
      ...this.#record,
      title: this.title,
      status: this.status,
      allowedImageDomains: this.allowedImageDomains,
      metadata: this.metadata,
    };
    this.#patch = null;
    return patch;
  }

  /** Adopts what is stored now. For the server only. */
  adopt(record: ThreadRecord): void {
    this.#record = record;
  }

  /** Strictly increasing, so that stores and clients which sort by time keep the order. */
  #stamp(): string {
    this.#lastStamp = Math.max(Date.now(), this.#lastStamp + 1);
    return new Date(this.#lastStamp).toISOString();
  }
}
