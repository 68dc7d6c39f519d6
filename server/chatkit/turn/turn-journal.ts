import type { ChatKitCaller } from '../chatkit-handlers.ts';
import type { ChatKitParts } from '../chatkit-parts.ts';
import type { TurnLease, TurnWrites } from '../chatkit-store.ts';
import type { AssistantMessageItem } from '../protocol/thread-item.ts';
import type { ThreadRecord } from '../protocol/thread.ts';

/** How often text is stored that nobody is sent: whoever comes back to it sees it grow. */
const LEFT_MS = 250;

/** The turn's lease ran out and another turn may have begun: whatever this one has left to write is discarded. */
export class LeaseLostError extends Error {
  constructor() {
    super('The turn lost the lease of its thread.');
    this.name = 'LeaseLostError';
  }
}

/** Writes of one turn, one after the other, each fenced by its lease; checkpoints unfinished text on a timer. */
export class TurnJournal<C extends ChatKitCaller> {
  readonly #parts: Pick<ChatKitParts<C>, 'store' | 'options'>;
  readonly #lease: TurnLease;
  readonly #caller: C;
  readonly #takeChanged: () => AssistantMessageItem[];
  readonly #failed: (error: unknown) => void;
  readonly #drafted = new Set<string>();
  #tail: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #lastWrite = Date.now();
  #isWriting = false;
  readonly #finishing = new AbortController();

  /**
   * @param takeChanged gives the unfinished messages that changed since the last call @param failed is told when a
   * checkpoint finds that the lease is lost, or fails
   */
  constructor(
    parts: Pick<ChatKitParts<C>, 'store' | 'options'>,
    { lease, caller }: { lease: TurnLease; caller: C },
    takeChanged: () => AssistantMessageItem[],
    failed: (error: unknown) => void,
  ) {
    this.#parts = parts;
    this.#lease = lease;
    this.#caller = caller;
    this.#takeChanged = takeChanged;
    this.#failed = failed;
  }

  /** Begins to checkpoint and to renew the lease; a turn shorter than one interval never does either. */
  start(): void {
    const usual = this.#parts.options?.checkpointMilliseconds ?? 1_000;
    const { connection } = this.#caller;
    const hurry = (): void => this.#checkpointEvery(Math.min(usual, LEFT_MS));
    if (connection?.aborted) return hurry();
    connection?.addEventListener('abort', hurry, { once: true, signal: this.#finishing.signal });
    this.#checkpointEvery(usual);
  }

  /** @throws LeaseLostError */
  async write(writes: TurnWrites): Promise<ThreadRecord> {
    for (const item of writes.items ?? []) this.#drafted.delete(item.id);
    for (const item of writes.drafts ?? []) this.#drafted.add(item.id);
    const done = this.#tail.then(() => this.#commit(writes));
    this.#tail = done.catch(() => undefined);
    return done;
  }

  /** The last write: gives the lease back, and removes what was checkpointed and never finished. */
  async finish(writes: TurnWrites): Promise<ThreadRecord> {
    this.#finishing.abort();
    clearInterval(this.#timer);
    for (const item of writes.items ?? []) this.#drafted.delete(item.id);
    const unfinished = [...this.#drafted];
    return this.write({ ...writes, ...(unfinished.length > 0 && { remove: unfinished }), release: true });
  }

  #checkpointEvery(interval: number): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#checkpoint(), interval).unref();
  }

  async #commit(writes: TurnWrites): Promise<ThreadRecord> {
    this.#isWriting = true;
    this.#lastWrite = Date.now();
    try {
      const thread = await this.#parts.store.commitTurn(this.#lease, writes, this.#caller);
      if (!thread) throw new LeaseLostError();
      return thread;
    } finally {
      this.#isWriting = false;
    }
  }

  #checkpoint(): void {
    if (this.#isWriting) return;
    const drafts = this.#takeChanged();
    const isRenewalDue = Date.now() - this.#lastWrite > this.#lease.milliseconds / 3;
    if (drafts.length > 0 || isRenewalDue) this.write({ drafts }).catch(this.#failed);
  }
}
