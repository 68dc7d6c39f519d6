import type { SessionContext } from './session-context.ts';

/** The field that searches the messages of the thread in view. */
export class ThreadSearch {
  readonly #context: SessionContext;

  constructor(context: SessionContext) {
    this.#context = context;
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
