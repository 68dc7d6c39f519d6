/** Holds one immutable value and tells listeners when it is replaced. */
export class Store<State> {
  #state: State;
  readonly #listeners = new Set<() => void>();

  constructor(initial: State) {
    this.#state = initial;
  }

  /** The current value. */
  get = (): State => this.#state;

  /** Replaces the value; the same value tells nobody. */
  update(change: (state: State) => State): void {
    const next = change(this.#state);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /** Replaces some members of the value. */
  patch(members: Partial<State>): void {
    this.update((state) => ({ ...state, ...members }));
  }

  /** Calls back after each change until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
}
