/** How high the rows of a list are: as they were drawn last, or as those drawn first were on average. */
export class RowHeights {
  readonly #drawn = new Map<string, number>();
  #guess: number;

  constructor(guess: number) {
    this.#guess = guess;
  }

  /** The height of a row, with the space below it. */
  of(key: string): number {
    return this.#drawn.get(key) ?? this.#guess;
  }

  /** Keeps how high a row was drawn; the guess settles after a few, so that what is not drawn keeps its room. */
  note(key: string, height: number): void {
    this.#drawn.set(key, height);
    if (this.#drawn.size > ENOUGH) return;
    const all = [...this.#drawn.values()];
    this.#guess = all.reduce((sum, each) => sum + each, 0) / all.length;
  }
}

const ENOUGH = 8;
