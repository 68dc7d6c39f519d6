import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError, waitSeconds } from '../ground/errors.ts';
import type { AppMiddleware } from '../ground/request-state.ts';

/**
 * Bounds what one user may ask of this instance in a minute. The count guards the instance's own resources, so it
 * is kept with the instance: two instances may together serve twice as much.
 *
 * @throws AppError `rate_limited` with the seconds to wait.
 */
export function rateLimit(requestsPerMinute: number): AppMiddleware {
  const limiter = new RateLimiterMemory({ points: requestsPerMinute * REQUEST, duration: 60 });
  return async (ctx, next) => {
    const userId = ctx.state.principal?.userId;
    if (userId !== undefined) {
      const { isAllowed, msBeforeNext } = await limiter.consume(userId, isTyping(ctx.path) ? TYPING : REQUEST).then(
        (state) => ({ isAllowed: true, msBeforeNext: state.msBeforeNext }),
        (state: { msBeforeNext: number }) => ({ isAllowed: false, msBeforeNext: state.msBeforeNext }),
      );
      if (!isAllowed) {
        const retryAfter = waitSeconds(msBeforeNext / 1000);
        throw new AppError('rate_limited', `That was a lot at once. Please wait ${retryAfter} seconds.`, {
          retryAfter,
        });
      }
    }
    await next();
  };
}

/** What a request costs, and one that a page sends at each pause of somebody's typing. */
const [REQUEST, TYPING] = [4, 1];

function isTyping(path: string): boolean {
  return path.endsWith('/dates/preview');
}
