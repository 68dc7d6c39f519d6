import type { ChatKitCaller } from '../chatkit-handlers.ts';
import type { ChatKitParts } from '../chatkit-parts.ts';
import type { TurnLease } from '../chatkit-store.ts';
import { CANCEL_NOTE } from './cancel-note.ts';
import { HeldEvents, type HeldEvent } from './held-events.ts';
import { PendingMessages } from './pending-messages.ts';
import { settledSoon } from './settled-soon.ts';
import { toFrame } from '../protocol/sse-frame.ts';
import { StreamError, toErrorEvent } from '../protocol/stream-error.ts';
import type { TurnEvent } from '../protocol/thread-event.ts';
import { isHidden, type ThreadItem } from '../protocol/thread-item.ts';
import { toWireThread, type ThreadPatch, type ThreadRecord } from '../protocol/thread.ts';
import { LeaseLostError, TurnJournal } from './turn-journal.ts';
import type { TurnThread } from './turn-thread.ts';
import { normalizeItem, withoutNulls } from '../protocol/wire-json.ts';

/** What is streamed. */
export interface StreamedTurn<C> {
  lease: TurnLease;
  thread: TurnThread;
  caller: C;
  /** Frames that are certain before the turn starts. */
  opening: string;
  /** Makes what follows. */
  respond: (caller: C) => AsyncIterable<TurnEvent>;
}

/**
 * One streamed turn: pulls events from the responder, stores what has to be stored before its frame is given out, and
 * ends exactly once: normally, with one `error` frame, or cancelled.
 */
export class TurnStream<C extends ChatKitCaller> {
  /** Settles when everything about the turn is stored; never rejects. */
  readonly finished: Promise<void>;
  readonly threadId: string;
  readonly #handlers: ChatKitParts<C>['handlers'];
  readonly #turn: StreamedTurn<C>;
  readonly #pending = new PendingMessages();
  readonly #journal: TurnJournal<C>;
  readonly #controller = new AbortController();
  readonly #cancel = () => this.#cancelOnce();
  readonly #held = new HeldEvents();
  #events: AsyncIterator<TurnEvent> | undefined;
  #following: Promise<IteratorResult<TurnEvent>> | undefined;
  #hasEnded = false;
  #failure: unknown;
  #stopWaiting: ((reason: unknown) => void) | undefined;
  #resolveFinished: () => void = () => undefined;

  constructor(parts: ChatKitParts<C>, turn: StreamedTurn<C>) {
    this.#handlers = parts.handlers;
    this.#turn = turn;
    this.threadId = turn.thread.id;
    this.finished = new Promise((resolve) => {
      this.#resolveFinished = resolve;
    });
    this.#journal = new TurnJournal(
      parts,
      turn,
      () => this.#pending.takeChanged(),
      (error) => this.#checkpointFailed(error),
    );
    turn.caller.signal.addEventListener('abort', this.#cancel, { once: true });
    if (turn.caller.signal.aborted) this.#cancel();
  }

  /** The frames, made as they are pulled; to be iterated once. */
  async *frames(): AsyncGenerator<string, void, undefined> {
    try {
      yield this.#turn.opening;
      if (this.#hasEnded) return;
      const signal = this.#controller.signal;
      this.#events = this.#turn.respond({ ...this.#turn.caller, signal })[Symbol.asyncIterator]();
      this.#journal.start();
      for (;;) {
        const next = await this.#next(this.#events);
        if (this.#hasEnded) return;
        if (next.done) break;
        const event = next.value;
        const frame = event.type === 'thread.item.updated' ? this.#update(event) : await this.#handle(event);
        if (frame !== '') yield frame;
        if (this.#turn.thread.isChanged && !this.#following) yield await this.#storeThread();
      }
      const last = await this.#end();
      if (last !== '') yield last;
    } catch (error) {
      // After a cancel nothing can be sent any more, and the responder was told to stop.
      if (!this.#hasEnded) yield await this.#endWithError(error);
    } finally {
      // Without an end, the reader left in the middle: the same as a closed connection.
      this.#cancel();
    }
  }

  /** The next event; rejects at once when the turn is stopped, though the responder may be deaf to its signal. */
  #next(events: AsyncIterator<TurnEvent>): Promise<IteratorResult<TurnEvent>> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    // Cancelled while something was stored: nobody waits for the responder any more.
    if (this.#hasEnded) return Promise.resolve({ done: true, value: undefined });
    const following = this.#following ?? events.next();
    this.#following = undefined;
    return new Promise((resolve, reject) => {
      this.#stopWaiting = reject;
      following.then(resolve, reject);
    });
  }

  #update(event: Extract<TurnEvent, { type: 'thread.item.updated' }>): string {
    const isText = event.update.type === 'assistant_message.content_part.text_delta';
    return this.#pending.apply(isText ? event : withoutNulls(event));
  }

  /** Does what an event asks for, and gives its frame, or '' when there is nothing to send (yet). */
  async #handle(event: Exclude<TurnEvent, { type: 'thread.item.updated' }>): Promise<string> {
    switch (event.type) {
      case 'thread.item.added': {
        const item = normalizeItem(event.item);
        if (isHidden(item)) return '';
        if (item.type === 'assistant_message') this.#pending.add(item);
        return toFrame({ type: event.type, item });
      }
      case 'thread.item.done': {
        const item = normalizeItem(event.item);
        this.#pending.finish(item.id);
        return this.#hold({ type: event.type, item });
      }
      case 'client_effect':
        return !this.#held.isEmpty ? this.#hold(withoutNulls(event)) : toFrame(withoutNulls(event));
      case 'thread.item.replaced': {
        const item = normalizeItem(event.item);
        this.#pending.finish(item.id);
        await this.#journal.write({ items: [item] });
        return isHidden(item) ? '' : toFrame({ type: event.type, item });
      }
      case 'thread.item.removed':
        this.#pending.finish(event.item_id);
        await this.#journal.write({ remove: [event.item_id] });
        return toFrame(event);
      default:
        return toFrame(withoutNulls(event));
    }
  }

  /** A responder usually ends right after its last item: storing both at once saves a commit. */
  async #hold(event: HeldEvent): Promise<string> {
    this.#held.add(event, this.#turn.thread.takePatch());
    this.#following = this.#events?.next();
    const next = this.#following && (await settledSoon(this.#following));
    if (this.#hasEnded || next === 'rejected') return '';
    if (next?.done || (next && this.#held.canAdd(next.value))) return '';
    const held = this.#held.take();
    const record = await this.#journal.write({ items: held.items, ...(held.patch && { thread: held.patch }) });
    return this.#framesOf(held.events, held.patch && record);
  }

  async #storeThread(): Promise<string> {
    const patch = this.#turn.thread.takePatch();
    return this.#framesOf([], await this.#journal.write(patch ? { thread: patch } : {}));
  }

  async #end(): Promise<string> {
    this.#markEnded();
    const { events, items, patch } = this.#held.take(this.#turn.thread.takePatch());
    const record = await this.#finish(items, patch);
    return record ? this.#framesOf(events, patch && record) : toFrame(toErrorEvent(undefined));
  }

  async #endWithError(error: unknown): Promise<string> {
    this.#markEnded();
    this.#stopResponder(error);
    const shown = error instanceof StreamError ? error : this.#handlers.toStreamError?.(error);
    if (!shown) this.#handlers.failed?.(error, this.#turn.caller);
    const { events, items, patch } = this.#held.take(this.#turn.thread.takePatch());
    const record = await this.#finish(items, patch);
    const frame = toFrame(toErrorEvent(shown));
    return record ? this.#framesOf(events) + frame + this.#framesOf([], patch && record) : frame;
  }

  /** Stops the turn and stores what was said so far. Does nothing after an end, so that it happens at most once. */
  #cancelOnce(): void {
    if (this.#hasEnded) return;
    this.#markEnded();
    const hasBegun = this.#events !== undefined;
    const { thread, caller } = this.#turn;
    const note = thread.item({ type: 'sdk_hidden_context', content: CANCEL_NOTE });
    const last = hasBegun ? (this.#handlers.lastItems?.(thread, caller) ?? []) : [];
    const items = hasBegun ? [...this.#held.take().items, ...this.#pending.cutOff(), note, ...last] : [];
    this.#stopResponder(new DOMException('The turn was cancelled.', 'AbortError'));
    void this.#finish(items, null, () => (hasBegun ? this.#handlers.cancelled?.(thread, caller) : undefined));
  }

  #checkpointFailed(error: unknown): void {
    if (this.#hasEnded) return;
    if (!(error instanceof LeaseLostError)) return this.#handlers.failed?.(error, this.#turn.caller);
    this.#failure = error;
    this.#stopResponder(error);
  }

  /** Not awaited: a responder that is deaf to its signal must not hold up the end of the turn. */
  #stopResponder(reason: unknown): void {
    this.#controller.abort(reason);
    this.#stopWaiting?.(reason);
    const returned = this.#events?.return?.();
    if (returned) Promise.resolve(returned).catch(() => undefined);
  }

  #markEnded(): void {
    this.#hasEnded = true;
    this.#turn.caller.signal.removeEventListener('abort', this.#cancel);
  }

  /** The last write. Null when it failed: then nothing of it is stored. */
  async #finish(
    items: ThreadItem[],
    patch: ThreadPatch | null,
    afterwards?: () => void | Promise<void>,
  ): Promise<ThreadRecord | null> {
    try {
      const record = await this.#journal.finish({ items, ...(patch && { thread: patch }) });
      await afterwards?.();
      return record;
    } catch (error) {
      this.#handlers.failed?.(error, this.#turn.caller);
      return null;
    } finally {
      this.#resolveFinished();
    }
  }

  #framesOf(held: readonly HeldEvent[], changed: ThreadRecord | null = null): string {
    let frames = '';
    for (const event of held) if (!('item' in event && isHidden(event.item))) frames += toFrame(event);
    if (!changed) return frames;
    this.#turn.thread.adopt(changed);
    return frames + toFrame({ type: 'thread.updated', thread: toWireThread(changed) });
  }
}
