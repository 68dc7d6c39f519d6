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
   * Brings an item into view, fetching earlier ones until it is there.
   *
   * @returns false when the thread in view is another one, or has no such item, or has not come yet.
   */
  async show(threadId: string, itemId: string): Promise<boolean> {
    const { store } = this.#context;
    for (;;) {
      const { threadState, older, activeThreadId } = store.get();
      if (activeThreadId !== threadId) return false;
      if (threadState.entries.some(({ id }) => id === itemId)) break;
      if (older.cursor === null || older.status === 'failed') return false;
      if (older.status === 'loading') await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      else await this.#loader.loadOlder();
    }
    // A thread that was just opened is still being laid out, its end kept in view meanwhile: once more when that is over.
    for (const milliseconds of SETTLED_AFTER_MS) {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      if (store.get().activeThreadId !== threadId) return false;
      store.update((state) => ({ ...state, search: { ...state.search, revealed: { itemId } } }));
    }
    return true;
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
const SETTLED_AFTER_MS = [50, 1_200];
