import { AppError } from '../../ground/errors.ts';

const RETRY_SECONDS = 2;

/**
 * Bounds how many turns of one user this instance runs at once: each asks a model and holds a stream open. Like the
 * count of requests it guards the instance's own resources, so it is kept with the instance.
 */
export class TurnLimit {
  readonly #most: number;
  readonly #running = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Counts a turn until `end` is called.
   *
   * @throws AppError `rate_limited` when as many are running as may.
   */
  begin(userId: string): { end: () => void } {
    const running = this.#running.get(userId) ?? 0;
    if (running >= this.#most)
      throw new AppError('rate_limited', 'Parley is still answering you elsewhere. Please wait for that to finish.', {
        retryAfter: RETRY_SECONDS,
      });
    this.#running.set(userId, running + 1);
    return { end: () => this.#end(userId) };
  }

  #end(userId: string): void {
    const left = (this.#running.get(userId) ?? 1) - 1;
    if (left === 0) this.#running.delete(userId);
    else this.#running.set(userId, left);
  }
}
