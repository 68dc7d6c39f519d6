/** Whether JSON that comes in pieces is whole: each piece is looked at once, which parsing all of it anew would not do. */
export class JsonProgress {
  #depth = 0;
  #isText = false;
  #isEscaped = false;
  #isWhole = false;

  /** Whether an object or a list has been closed, and nothing has followed it. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  add(piece: string): void {
    for (const letter of piece) this.#read(letter);
  }

  #read(letter: string): void {
    if (this.#isText) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (letter === '\\') this.#isEscaped = true;
      else this.#isText = letter !== '"';
      return;
    }
    if (letter.trim() === '') return;
    this.#isText = letter === '"';
    const isClosing = letter === ']' || letter === '}';
    if (letter === '[' || letter === '{') this.#depth += 1;
    else if (isClosing) this.#depth -= 1;
    this.#isWhole = isClosing && this.#depth === 0;
  }
}
