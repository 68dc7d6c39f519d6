import type { ChatState } from '../../state/chat-state.ts';
import { NO_THREAD, type Message, type QueuedMessage, type Queues } from '../../state/queued-message.ts';
import type { TranscriptEntry } from '../../thread/transcript-entry.ts';
import type { SessionContext } from '../session-context.ts';

/** Keeps what was sent while a response was running, thread by thread, until that has ended as it should. */
export class MessageQueue {
  readonly #context: SessionContext;

  constructor(context: SessionContext) {
    this.#context = context;
  }

  /** Puts a message behind those that wait in the thread in view. */
  add(message: Message): void {
    this.#change((waiting) => [...waiting, { ...message, isHeld: false }]);
  }

  /** Puts one that was refused back before all others of its thread; it does not go out by itself. */
  putBack(message: Message, failure: string, threadId: string): void {
    this.#change((waiting) => [{ ...message, isHeld: true, failure }, ...waiting], threadId);
  }

  /** Takes a message out of the queue; null when it is gone already. */
  take(id: string): Message | null {
    const found = queueOf(this.#context.store.get()).find(({ bubble }) => bubble.id === id);
    if (!found) return null;
    this.#change((waiting) => waiting.filter((other) => other !== found));
    return { input: found.input, bubble: found.bubble };
  }

  /** The next message to go out by itself, taken out of the queue; null where none may. */
  takeNext(): Message | null {
    const state = this.#context.store.get();
    if (isBusy(state)) return null;
    if (!hasEndedWell(state)) this.hold();
    const next = queueOf(this.#context.store.get()).find(({ isHeld }) => !isHeld);
    return next ? this.take(next.bubble.id) : null;
  }

  /** Keeps all that waits in the thread in view from going out by itself. */
  hold(): void {
    this.#change((waiting) =>
      waiting.some(({ isHeld }) => !isHeld) ? waiting.map((each) => ({ ...each, isHeld: true })) : waiting,
    );
  }

  /** Says that the thread whose first message is on its way has an id now. */
  adopt(threadId: string): void {
    this.#context.store.update((state) => {
      const { [NO_THREAD]: waiting, ...queues } = state.queues;
      return waiting ? { ...state, queues: { ...queues, [threadId]: waiting } } : state;
    });
  }

  /** Forgets what waits in a thread that is gone. */
  forget(threadId: string): void {
    this.#change(() => NONE, threadId);
  }

  #change(
    change: (waiting: readonly QueuedMessage[]) => readonly QueuedMessage[],
    threadId = keyOf(this.#context.store.get()),
  ): void {
    this.#context.store.update((state) => {
      const before = state.queues[threadId] ?? NONE;
      const after = change(before);
      return after === before ? state : { ...state, queues: withQueue(state.queues, threadId, after) };
    });
  }
}

/** What waits in the thread in view, oldest first. */
export function queueOf(state: ChatState): readonly QueuedMessage[] {
  return state.queues[keyOf(state)] ?? NONE;
}

const NONE: readonly QueuedMessage[] = [];

function keyOf({ activeThreadId }: ChatState): string {
  return activeThreadId ?? NO_THREAD;
}

function withQueue(queues: Queues, key: string, waiting: readonly QueuedMessage[]): Queues {
  const { [key]: _before, ...others } = queues;
  return waiting.length > 0 ? { ...others, [key]: waiting } : others;
}

/** Whether something runs in the thread in view, or it is not there yet. */
function isBusy({ activity, activeThreadId, loadFailure, threadState }: ChatState): boolean {
  const { thread, entries, optimisticId } = threadState;
  const isThere = thread !== null && thread.id === activeThreadId && loadFailure === null;
  return (
    activity !== 'idle' || !isThere || optimisticId !== null || entries.some((entry) => stateOf(entry) === 'running')
  );
}

/** Whether the last response ended as it should, and left nothing to be answered: who wrote what waits had not seen that. */
function hasEndedWell({ threadState: { thread, entries } }: ChatState): boolean {
  const newest = entries.slice(
    Math.max(
      entries.findLastIndex(({ type }) => type === 'user_message'),
      0,
    ),
  );
  const isAnswered = newest.length > 1;
  const isCut = newest.some((entry) => entry.type === 'error' || stateOf(entry) === 'interrupted');
  return thread?.status.type === 'active' && isAnswered && !isCut && !asksSomething(newest);
}

function stateOf(entry: TranscriptEntry) {
  return entry.type === 'user_message' || entry.type === 'assistant_message' ? entry.state : undefined;
}

/** Whether something waits for an answer: questions, or a card with its own yes and no. */
function asksSomething(entries: readonly TranscriptEntry[]): boolean {
  return entries.some(
    (entry) =>
      (entry.type === 'structured_input' && entry.status === 'pending') ||
      (entry.type === 'widget' && 'confirm' in entry.widget),
  );
}
