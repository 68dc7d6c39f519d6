import type { SessionContext } from './session-context.ts';
import type { ThreadLoader } from './thread-loader.ts';

/** The field that searches the messages of the thread in view, and the way to one of them. */
export class ThreadSearch {
  readonly #context: SessionContext;
  readonly #loader: ThreadLoader;

  constructor(context: SessionContext, loader: ThreadLoader) {
    this.#context = context;
    this.#loader = loader;
  }

  /**
   * Fetches earlier items of the thread in view until one is there.
   *
   * @returns false when the thread in view is another one, or has no such item, or has not come yet.
   */
  async fetch(threadId: string, itemId: string): Promise<boolean> {
    const { store } = this.#context;
    for (;;) {
      const { threadState, older, activeThreadId } = store.get();
      if (activeThreadId !== threadId) return false;
      if (threadState.entries.some(({ id }) => id === itemId)) return true;
      if (older.cursor === null || older.status === 'failed') return false;
      if (older.status === 'loading') await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      else await this.#loader.loadOlder();
    }
  }

  /** Brings an item that is there into view. */
  reveal(itemId: string): void {
    this.#context.store.update((state) => ({ ...state, search: { ...state.search, revealed: { itemId } } }));
  }

  /** Opens the field, or gives it the focus again. */
  open(): void {
    this.#context.store.update((state) => ({
      ...state,
      search: { ...state.search, isOpen: true, requests: state.search.requests + 1 },
    }));
  }

  /** Closes the field; the reader stays at what was found. */
  close(): void {
    this.#context.store.update((state) => ({ ...state, search: { ...state.search, isOpen: false, revealed: null } }));
  }
}

/** While somebody else fetches earlier items. */
const LOOK_AGAIN_MS = 50;
