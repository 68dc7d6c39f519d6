import { AppError } from '../../ground/errors.ts';

/**
 * Passes a stream on, and gives up on it when nothing comes for a while.
 *
 * @throws AppError `model_unavailable` after `milliseconds` of silence.
 */
export function withIdleTimeout<T>(stream: AsyncIterable<T>, milliseconds: number): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => new PatientIterator(stream[Symbol.asyncIterator](), milliseconds) };
}

/** Not a generator, and no race of promises: this runs for every piece of every reply. */
class PatientIterator<T> implements AsyncIterator<T> {
  readonly #source: AsyncIterator<T>;
  readonly #milliseconds: number;
  #timer: NodeJS.Timeout | undefined;
  #giveUp: ((reason: AppError) => void) | undefined;

  constructor(source: AsyncIterator<T>, milliseconds: number) {
    this.#source = source;
    this.#milliseconds = milliseconds;
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#timer) this.#timer.refresh();
    else this.#timer = setTimeout(() => this.#stop(), this.#milliseconds);
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      this.#source.next().then(
        (result) => this.#settle(() => resolve(result), result.done),
        (error: unknown) => this.#settle(() => reject(error), true),
      );
    });
  }

  return(): Promise<IteratorResult<T>> {
    clearTimeout(this.#timer);
    this.#leave();
    return Promise.resolve({ done: true, value: undefined });
  }

  /** The time a slow reader takes is not the model's silence: what fires while nobody waits is ignored. */
  #settle(settle: () => void, isLast = false): void {
    this.#giveUp = undefined;
    if (isLast) clearTimeout(this.#timer);
    settle();
  }

  #stop(): void {
    if (!this.#giveUp) return;
    this.#giveUp(new AppError('model_unavailable', 'The language model stopped answering. Please try again.'));
    this.#leave();
  }

  /** Not awaited: a stalled stream never answers this. */
  #leave(): void {
    void this.#source.return?.().catch(() => undefined);
  }
}
