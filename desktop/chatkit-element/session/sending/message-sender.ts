import type { StreamingRequest } from '../../protocol/chat-request.ts';
import { NO_THREAD, type Message, type QueuedMessage } from '../../state/queued-message.ts';
import { withoutBubble } from '../../thread/optimistic-bubble.ts';
import { pruneAfter } from '../../thread/prune-after.ts';
import { canSendLater, isUploading, type Composer } from '../composer.ts';
import { describeFailure } from '../describe-failure.ts';
import { toError } from '../element-event.ts';
import type { Responder } from '../responder.ts';
import type { SessionContext } from '../session-context.ts';
import type { ThreadLoader } from '../thread-loader.ts';
import { MessageQueue, queueOf } from './message-queue.ts';

type MessageSenderParts = { composer: Composer; loader: ThreadLoader; responder: Responder };

/** Sends messages: at once, once their files are there, or behind the response that runs. None of them is lost on the way. */
export class MessageSender {
  readonly #context: SessionContext;
  readonly #parts: MessageSenderParts;
  readonly queue: MessageQueue;

  constructor(context: SessionContext, parts: MessageSenderParts) {
    this.#context = context;
    this.#parts = parts;
    this.queue = new MessageQueue(context);
    parts.responder.onEnd = (isWhole) => (isWhole ? this.#goOn() : this.queue.hold());
    parts.loader.onRead = () => this.#goOn();
    context.store.subscribe(() => this.#sendWaiting());
  }

  /** Sends a message to the active thread, or to a new one. @param options.isAgain it may have arrived before */
  send(message: Message, { newThread = false, isAgain = false } = {}): Promise<void> {
    const { store } = this.#context;
    if (newThread) this.#parts.loader.showNew();
    const { thread } = store.get().threadState;
    this.giveBackUnsent();
    store.update((state) => ({
      ...state,
      threadState: {
        ...state.threadState,
        entries: [...state.threadState.entries, message.bubble],
        optimisticId: message.bubble.id,
      },
    }));
    const { input, bubble } = message;
    const metadata = { message_key: bubble.id, ...(isAgain && { is_again: true }) };
    return this.#parts.responder.start(
      thread
        ? { type: 'threads.add_user_message', params: { thread_id: thread.id, input }, metadata }
        : { type: 'threads.create', params: { input }, metadata },
    ).accepted;
  }

  /** Sends the draft, when there is something to send: now, once its files are there, or behind the response that runs. */
  sendDraft(): void {
    const { store } = this.#context;
    const state = store.get();
    if (isUploading(state)) {
      if (canSendLater(state)) store.patch({ isSendWaiting: true });
      return;
    }
    const message = this.#parts.composer.take();
    if (!message) return;
    if (state.activity === 'responding') this.queue.add(message);
    else this.#watch(message, this.send(message));
  }

  /** Sends a message that waits, when nothing runs. */
  sendQueued(id: string): void {
    if (this.#context.store.get().activity !== 'idle') return;
    const message = this.queue.take(id);
    if (message) this.#sendFromQueue(message);
  }

  /** Gives a message that waits back to the composer. */
  editQueued(id: string): void {
    const message = this.queue.take(id);
    if (message) this.#parts.composer.giveBack(message);
  }

  /** Tries again after an error. */
  retryFailed(): void {
    const request = this.#parts.responder.retryRequest();
    const accepted = request && this.#restart(request);
    const { unsent } = this.#context.store.get();
    if (accepted && unsent) this.#watch(unsent, accepted);
  }

  /** Answers a user's message anew. What followed it goes at once: the server sends no frames about that. */
  retryAfter(itemId: string): void {
    const { thread } = this.#context.store.get().threadState;
    if (thread) {
      void this.#restart({ type: 'threads.retry_after_item', params: { thread_id: thread.id, item_id: itemId } });
    }
  }

  /** Puts what was not sent into the composer before something takes its place, or that of its thread. */
  leave(): void {
    const state = this.#context.store.get();
    this.giveBackUnsent();
    // What waits for a thread that has no id yet could not be found again.
    if (state.activeThreadId === null) for (const { bubble } of queueOf(state)) this.editQueued(bubble.id);
  }

  /** What was not sent is in the composer before anything takes its place. */
  giveBackUnsent(): void {
    const { unsent } = this.#context.store.get();
    if (unsent) this.#parts.composer.giveBack(unsent);
    this.#keepUnsent(null);
  }

  #keepUnsent(unsent: QueuedMessage | null): void {
    this.#context.store.patch({ unsent });
  }

  /** A message that did not reach the server is sent again from where it stands, or goes back to its writer. */
  #watch(
    message: Message,
    accepted: Promise<void>,
    giveBack = (reason: string) => {
      this.#parts.composer.giveBack(message, reason);
      this.#context.store.update((state) => ({ ...state, focusRequests: state.focusRequests + 1 }));
    },
  ): void {
    this.#keepUnsent(null);
    accepted.catch((thrown: unknown) => {
      const error = toError(thrown);
      if (error.name === 'AbortError') return;
      const { allowRetry, message: reason } = describeFailure(error, this.#context.store.get().translation.strings);
      if (allowRetry) this.#keepUnsent({ ...message, isHeld: true, failure: reason });
      // Somebody has to sign in, shorten it or take a file away first.
      else giveBack(reason);
    });
  }

  /** Goes on with what waits, once nothing else runs. */
  #goOn(): void {
    const { activeThreadId, queues } = this.#context.store.get();
    if (activeThreadId !== null && queues[NO_THREAD]) this.queue.adopt(activeThreadId);
    const next = this.queue.takeNext();
    if (next) this.#sendFromQueue(next);
  }

  #sendFromQueue(message: Message): void {
    const { store } = this.#context;
    const threadId = store.get().activeThreadId ?? NO_THREAD;
    this.#watch(message, this.send(message, { isAgain: true }), (reason) => {
      store.update((state) => ({ ...state, threadState: withoutBubble(state.threadState, message.bubble.id) }));
      this.queue.putBack(message, reason, threadId);
    });
  }

  #sendWaiting(): void {
    const { store } = this.#context;
    const state = store.get();
    if (!state.isSendWaiting || isUploading(state)) return;
    store.patch({ isSendWaiting: false });
    // Without a file that failed the message may be another one: its writer decides.
    if (state.uploads.every((upload) => upload.status === 'done')) this.sendDraft();
  }

  #restart(request: StreamingRequest): Promise<void> | null {
    const { store } = this.#context;
    if (store.get().activity !== 'idle') return null;
    if (request.type === 'threads.retry_after_item') {
      const { item_id: itemId } = request.params;
      store.update((state) => ({ ...state, threadState: pruneAfter(state.threadState, itemId) }));
    }
    return this.#parts.responder.start(request).accepted;
  }
}
