import { isObject } from '../protocol/json-fields.ts';
import { parseItemPage, parseThread } from '../protocol/parse-thread.ts';
import { ResponseError } from '../protocol/response-error.ts';
import type { Thread, ThreadItem } from '../protocol/thread-item.ts';
import { rememberThread } from '../state/history-list.ts';
import { keepKnown } from '../thread/keep-known.ts';
import { EMPTY_THREAD, type ThreadState } from '../thread/thread-state.ts';
import type { TranscriptEntry } from '../thread/transcript-entry.ts';
import { toError } from './element-event.ts';
import type { SessionContext } from './session-context.ts';

/** The newest items of a thread, oldest first, and the cursor of what lies before them. */
type Loaded = { thread: Thread; items: ThreadItem[]; olderCursor: string | null };

/** Opens threads and fetches older messages. */
export class ThreadLoader {
  readonly #context: SessionContext;
  readonly #onRunning: (threadId: string) => void;
  #loading: AbortController | null = null;

  /** Told when the thread in view was fetched. */
  onRead: () => void = () => undefined;

  /** @param onRunning told when the thread in view is being answered, by a response that is not shown yet */
  constructor(context: SessionContext, onRunning: (threadId: string) => void) {
    this.#context = context;
    this.#onRunning = onRunning;
  }

  /** Shows the new-thread view. */
  showNew(): void {
    this.#loading?.abort();
    this.#show(null);
    this.#context.store.patch({ activity: 'idle' });
  }

  /** Loads a thread and shows it, newest messages first. Failures are shown, reported, and rejected. */
  async open(threadId: string): Promise<void> {
    const { store, emit } = this.#context;
    this.#loading?.abort();
    const controller = new AbortController();
    this.#loading = controller;
    this.#show(threadId);
    store.patch({ activity: 'loading' });
    emit('chatkit.thread.load.start', { threadId });
    try {
      const { thread, items, olderCursor } = await this.#fetchNewest(threadId, controller.signal);
      store.update((state) => ({
        ...rememberThread(state, thread),
        threadState: { ...EMPTY_THREAD, thread, entries: items },
        older: { cursor: olderCursor, status: 'idle' },
      }));
    } catch (thrown) {
      if (controller.signal.aborted) return;
      const isMissing = thrown instanceof ResponseError && thrown.status === 404;
      store.patch({ loadFailure: isMissing ? 'missing' : 'failed' });
      emit('chatkit.error', { error: toError(thrown) });
      throw thrown;
    } finally {
      if (this.#loading === controller) {
        this.#loading = null;
        store.patch({ activity: 'idle' });
      }
      emit('chatkit.thread.load.end', { threadId });
    }
    this.#noteRunning(threadId);
    this.onRead();
  }

  /** Fetches the active thread again, keeping older messages that were already loaded; one that could not be opened is. */
  async refresh(): Promise<void> {
    const { store } = this.#context;
    const { activeThreadId, loadFailure } = store.get();
    if (activeThreadId === null) return;
    if (loadFailure === 'failed') return this.open(activeThreadId);
    const { thread, items, olderCursor } = await this.#fetchShown(activeThreadId);
    store.update((state) => {
      if (state.activeThreadId !== activeThreadId || state.activity === 'responding') return state;
      const known = keepKnown(state.threadState.entries, items);
      const kept = entriesBefore(state.threadState.entries, items[0]?.id);
      const older = olderCursor === null || kept.length === 0 ? { cursor: olderCursor } : state.older;
      return {
        ...rememberThread(state, thread),
        threadState: {
          ...state.threadState,
          thread,
          entries: [...(olderCursor === null ? known : [...kept, ...known]), ...unsentOf(state.threadState)],
        },
        older: { ...state.older, ...older },
      };
    });
    this.#noteRunning(activeThreadId);
    this.onRead();
  }

  #noteRunning(threadId: string): void {
    const { activeThreadId, activity, threadState } = this.#context.store.get();
    const isRunning = threadState.entries.findLast(({ type }) => type === 'user_message');
    if (isRunning?.type !== 'user_message' || isRunning.state !== 'running') return;
    if (activeThreadId === threadId && activity === 'idle') this.#onRunning(threadId);
  }

  /** Fetches the page of messages before those shown. */
  async loadOlder(): Promise<void> {
    const { store, emit } = this.#context;
    const { activeThreadId, older } = store.get();
    if (activeThreadId === null || older.cursor === null || older.status === 'loading') return;
    store.patch({ older: { ...older, status: 'loading' } });
    try {
      const page = await this.#fetchBefore(activeThreadId, older.cursor);
      store.update((state) => {
        if (state.activeThreadId !== activeThreadId) return state;
        const known = new Set(state.threadState.entries.map((entry) => entry.id));
        const items = page.items.filter((item) => !known.has(item.id));
        return {
          ...state,
          older: { cursor: page.olderCursor, status: 'idle' },
          threadState: { ...state.threadState, entries: [...items, ...state.threadState.entries] },
        };
      });
    } catch (thrown) {
      emit('chatkit.error', { error: toError(thrown) });
      store.update((state) => ({ ...state, older: { ...state.older, status: 'failed' } }));
    }
  }

  #show(threadId: string | null): void {
    const { store, emit } = this.#context;
    const hasChanged = store.get().activeThreadId !== threadId;
    store.patch({
      activeThreadId: threadId,
      threadState: EMPTY_THREAD,
      loadFailure: null,
      isSendWaiting: false,
      older: { cursor: null, status: 'idle' },
    });
    if (hasChanged) emit('chatkit.thread.change', { threadId });
  }

  async #fetchNewest(threadId: string, signal?: AbortSignal): Promise<Loaded> {
    const answer = await this.#context.client.send(
      { type: 'threads.get_by_id', params: { thread_id: threadId } },
      signal,
    );
    const thread = parseThread(answer);
    if (!thread) throw new Error('The server sent no thread.');
    const oldest = parseItemPage(isObject(answer) ? answer.items : null);
    if (!oldest.has_more) return { thread, items: oldest.data, olderCursor: null };
    // A long thread: its first page is the oldest, and people want the newest.
    return { thread, ...(await this.#fetchBefore(threadId, undefined, signal)) };
  }

  /** The newest items, and before them as many as are shown and have cards, which tell how things are now. */
  async #fetchShown(threadId: string): Promise<Loaded> {
    const { store } = this.#context;
    for (let tries = 1; ; tries += 1) {
      const { entries } = store.get().threadState;
      let { thread, items, olderCursor } = await this.#fetchNewest(threadId);
      for (let pages = 1; pages < MOST_PAGES && olderCursor !== null; pages += 1) {
        if (!entriesBefore(entries, items[0]?.id).some(({ type }) => type === 'widget')) break;
        const page = await this.#fetchBefore(threadId, olderCursor);
        items = [...page.items, ...items];
        olderCursor = page.olderCursor;
      }
      // What was done here meanwhile may be newer than what was fetched.
      if (store.get().threadState.entries === entries || tries === MOST_TRIES) return { thread, items, olderCursor };
    }
  }

  /** A page may be empty although more follows, because hidden items count in paging. */
  async #fetchBefore(
    threadId: string,
    cursor: string | undefined,
    signal?: AbortSignal,
  ): Promise<{ items: ThreadItem[]; olderCursor: string | null }> {
    let after = cursor;
    for (;;) {
      const params = { thread_id: threadId, limit: PAGE_SIZE, order: 'desc' as const };
      const page = parseItemPage(
        await this.#context.client.send(
          { type: 'items.list', params: after === undefined ? params : { ...params, after } },
          signal,
        ),
      );
      const olderCursor = page.has_more ? (page.after ?? page.data.at(-1)?.id ?? null) : null;
      if (page.data.length > 0 || olderCursor === null) return { items: page.data.toReversed(), olderCursor };
      after = olderCursor;
    }
  }
}

const PAGE_SIZE = 50;
/** Further up, cards are fetched once more when they are scrolled to after the next opening. */
const MOST_PAGES = 4;
const MOST_TRIES = 3;

/** A message that the server may not have, with why it did not go out. */
function unsentOf({ entries, optimisticId }: ThreadState): readonly TranscriptEntry[] {
  const index = optimisticId === null ? -1 : entries.findIndex((entry) => entry.id === optimisticId);
  return index === -1 ? [] : entries.slice(index);
}

function entriesBefore(entries: readonly TranscriptEntry[], id: string | undefined): readonly TranscriptEntry[] {
  const index = entries.findIndex((entry) => entry.id === id);
  return index === -1 ? [] : entries.slice(0, index);
}
