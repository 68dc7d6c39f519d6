import knex from 'knex';

interface Waiting {
  resolve(): void;
  timer: NodeJS.Timeout;
}

/** Gives each of many askers a number of places; who asks for more waits until one of theirs is free. */
export class FairShare {
  readonly #places: number;
  readonly #patienceMs: number;
  readonly #taken = new Map<string, { count: number; waiting: Waiting[] }>();

  constructor(places: number, patienceMs: number) {
    this.#places = places;
    this.#patienceMs = patienceMs;
  }

  /** @throws KnexTimeoutError when none of this asker's places becomes free in time. */
  take(asker: string): Promise<void> | void {
    const taken = this.#taken.get(asker) ?? { count: 0, waiting: [] };
    this.#taken.set(asker, taken);
    if (taken.count < this.#places) {
      taken.count += 1;
      return;
    }
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        taken.waiting = taken.waiting.filter((other) => other !== waiting);
        reject(new knex.KnexTimeoutError('No connection of this person became free.'));
      };
      const waiting: Waiting = { resolve, timer: setTimeout(giveUp, this.#patienceMs) };
      taken.waiting.push(waiting);
    });
  }

  /** The place goes to who has waited longest. */
  giveBack(asker: string): void {
    const taken = this.#taken.get(asker);
    if (taken === undefined) return;
    const next = taken.waiting.shift();
    if (next !== undefined) {
      clearTimeout(next.timer);
      next.resolve();
      return;
    }
    taken.count -= 1;
    if (taken.count === 0) this.#taken.delete(asker);
  }
}
