import { setImmediate } from 'node:timers/promises';

/** Work done in stretches: between two of them everybody else has their turn. */
export class Pace {
  readonly #signal: AbortSignal | undefined;
  #since = performance.now();

  /** @param signal ends the work at its next rest */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** To be awaited between two pieces of work; goes on at once while the last rest is not long ago. */
  async rest(): Promise<void> {
    if (performance.now() - this.#since < LONGEST_STRETCH_MS) return;
    await setImmediate(undefined, { signal: this.#signal });
    this.#since = performance.now();
  }
}

const LONGEST_STRETCH_MS = 10;
