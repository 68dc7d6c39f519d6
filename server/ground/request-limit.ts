import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError, waitSeconds } from './errors.ts';

/**
 * Bounds what somebody may ask of this instance in a minute. The count guards the instance's own resources, so it is kept
 * with the instance: two instances may together serve twice as much.
 */
export class RequestLimit {
  readonly #limiter: RateLimiterMemory;

  constructor(pointsPerMinute: number) {
    this.#limiter = new RateLimiterMemory({ points: pointsPerMinute, duration: 60 });
  }

  /** @throws AppError `rate_limited` with the seconds to wait. */
  async count(asker: string, points = 1): Promise<void> {
    const refused = await this.#limiter.consume(asker, points).then(
      () => undefined,
      (state: { msBeforeNext: number }) => state,
    );
    if (refused === undefined) return;
    const retryAfter = waitSeconds(refused.msBeforeNext / 1000);
    throw new AppError('rate_limited', `That was a lot at once. Please wait ${retryAfter} seconds.`, { retryAfter });
  }
}
