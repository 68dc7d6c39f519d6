import { RequestLimit } from '../ground/request-limit.ts';
import type { AppMiddleware } from '../ground/request-state.ts';

/**
 * Bounds what one user may ask of this instance in a minute.
 *
 * @throws AppError `rate_limited` with the seconds to wait.
 */
export function rateLimit(requestsPerMinute: number): AppMiddleware {
  const limit = new RequestLimit(requestsPerMinute * REQUEST);
  return async (ctx, next) => {
    const userId = ctx.state.principal?.userId;
    if (userId !== undefined) await limit.count(userId, isTyping(ctx.path) ? TYPING : REQUEST);
    await next();
  };
}

/** What a request costs, and one that a page sends at each pause of somebody's typing. */
const [REQUEST, TYPING] = [4, 1];

function isTyping(path: string): boolean {
  return path.endsWith('/dates/preview');
}
