import { parseThread, parseThreadPage } from '../protocol/parse-thread.ts';
import type { HistoryState } from '../state/chat-state.ts';
import { forgetThread, rememberThread } from '../state/history-list.ts';
import { showToast } from '../state/show-toast.ts';
import { toError } from './element-event.ts';
import type { SessionContext } from './session-context.ts';

/** The history panel: lists, renames and deletes threads. */
export class HistoryBrowser {
  readonly #context: SessionContext;

  constructor(context: SessionContext) {
    this.#context = context;
  }

  /** Opens the panel and lists the threads anew. */
  open(): void {
    if (this.#context.store.get().history.isOpen) return;
    this.#patch({ isOpen: true });
    this.#context.emit('chatkit.history.open');
    void this.reload();
  }

  /** Closes the panel. */
  close(): void {
    if (!this.#context.store.get().history.isOpen) return;
    this.#patch({ isOpen: false });
    this.#context.emit('chatkit.history.close');
  }

  /** Lists from the beginning; what is shown stays until the answer is there. */
  async reload(): Promise<void> {
    this.#patch({ status: 'loading' });
    await this.#load(undefined);
  }

  /** Lists the next page, when there is one and none is on its way. */
  async loadMore(): Promise<void> {
    const { status, cursor } = this.#context.store.get().history;
    if (cursor === null || status === 'loading') return;
    this.#patch({ status: 'loading' });
    await this.#load(cursor);
  }

  /** Gives a thread another title, at once on the screen and back again when the server refuses. */
  async rename(threadId: string, title: string): Promise<void> {
    const { store, client } = this.#context;
    const before = store.get().history.threads.find((thread) => thread.id === threadId);
    if (!before || before.title === title) return;
    const show = (thread: typeof before) =>
      store.update((state) => {
        const { thread: active } = state.threadState;
        return rememberThread(
          active?.id === threadId ? { ...state, threadState: { ...state.threadState, thread } } : state,
          thread,
        );
      });
    show({ ...before, title });
    try {
      const saved = parseThread(await client.send({ type: 'threads.update', params: { thread_id: threadId, title } }));
      if (saved) show(saved);
    } catch (thrown) {
      show(before);
      this.#report(thrown);
    }
  }

  /**
   * Deletes a thread.
   *
   * @returns whether it is gone.
   */
  async remove(threadId: string): Promise<boolean> {
    const { store, client } = this.#context;
    try {
      await client.send({ type: 'threads.delete', params: { thread_id: threadId } });
      store.update((state) => forgetThread(state, threadId));
      return true;
    } catch (thrown) {
      this.#report(thrown);
      return false;
    }
  }

  async #load(after: string | undefined): Promise<void> {
    const { store, client } = this.#context;
    const params = { limit: PAGE_SIZE, order: 'desc' as const };
    try {
      const page = parseThreadPage(
        await client.send({ type: 'threads.list', params: after === undefined ? params : { ...params, after } }),
      );
      store.update((state) => {
        const shown = after === undefined ? [] : state.history.threads;
        const known = new Set(shown.map((thread) => thread.id));
        const threads = [...shown, ...page.data.filter((thread) => !known.has(thread.id))];
        const cursor = page.has_more ? (page.after ?? page.data.at(-1)?.id ?? null) : null;
        return { ...state, history: { ...state.history, status: 'ready', threads, cursor } };
      });
    } catch (thrown) {
      this.#patch({ status: 'failed' });
      this.#context.emit('chatkit.error', { error: toError(thrown) });
    }
  }

  #report(thrown: unknown): void {
    const { store, emit } = this.#context;
    emit('chatkit.error', { error: toError(thrown) });
    showToast(store, store.get().translation.strings.errorGeneric);
  }

  #patch(members: Partial<HistoryState>): void {
    this.#context.store.update((state) => ({ ...state, history: { ...state.history, ...members } }));
  }
}

const PAGE_SIZE = 30;
