import type { Pace } from '../limits/pace.ts';
import { understandMessage, type Understanding } from './understand-message.ts';

/**
 * Understands messages and keeps what the last few came to: every step of a turn reads its message, and the one that its
 * question was asked about, again. What words mean depends on nothing else, so it makes no difference whose they are.
 */
export class MessageReader {
  readonly #known = new Map<string, Understanding>();

  /** @param language the language tag used when the words tell nothing */
  async read(message: string, language: string, pace: Pace): Promise<Understanding> {
    const key = `${language} ${message}`;
    const understanding = this.#known.get(key) ?? (await understandMessage(message, language, pace));
    this.#known.delete(key);
    if (message.length <= LONGEST_KEPT) this.#known.set(key, understanding);
    for (const [oldest] of this.#known) {
      if (this.#known.size <= MOST_KEPT) break;
      this.#known.delete(oldest);
    }
    return understanding;
  }
}

const MOST_KEPT = 200;
const LONGEST_KEPT = 1_500;
