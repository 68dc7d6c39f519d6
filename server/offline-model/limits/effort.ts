/**
 * How many words may be compared letter by letter for one request. A person's words are told apart long before it is
 * used up; titles and words made to look alike are not, and every one of them would have to be compared with each other.
 */
export class Effort {
  #left = MOST_COMPARISONS;

  /** @returns whether one more comparison may be made */
  spend(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

/** About twenty milliseconds. */
const MOST_COMPARISONS = 10_000;
