import type { KeptDraft } from './kept-work.ts';

/** What is being written about tasks and not saved, by person and task; it outlives the forms. */
export class TaskDrafts extends Map<string, KeptDraft> {
  readonly #listeners = new Set<() => void>();
  #isKept = false;

  /** @param kept what was kept over the end of the page before */
  constructor(kept: Iterable<readonly [string, KeptDraft]> = []) {
    // A map that is given entries sets them before this class has anything of its own.
    super();
    for (const [key, draft] of kept) this.set(key, draft);
  }

  /** Whether something would be lost if the page ended now. */
  get wouldBeLost(): boolean {
    return this.size > 0 && !this.#isKept;
  }

  /** They are kept over the end of this page, so that nobody has to be asked before it ends. */
  noteKept(): void {
    this.#isKept = true;
  }

  override set(key: string, draft: KeptDraft): this {
    const isNew = !this.has(key);
    super.set(key, draft);
    if (isNew) this.#tell();
    return this;
  }

  override delete(key: string): boolean {
    const wasThere = super.delete(key);
    if (wasThere) this.#tell();
    return wasThere;
  }

  /** Listens to which drafts there are; returns the way to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
