import { AppError } from '../ground/errors.ts';
import type { AppMiddleware } from '../ground/request-state.ts';

const ALLOWED_METHODS = 'GET, POST, PUT, PATCH, DELETE';
const ALLOWED_HEADERS = 'Accept-Language, Authorization, Content-Type, Idempotency-Key, Time-Zone';
const EXPOSED_HEADERS = 'Idempotency-Replayed, Retry-After, X-Request-Id, set-auth-token';

/**
 * Refuses a request that a page of another origin makes, and answers the preflight of the origins that are allowed.
 *
 * @param isAllowed tells whether an `Origin` header's value may use the API.
 */
export function originAllowlist(isAllowed: (origin: string) => boolean): AppMiddleware {
  return async (ctx, next) => {
    const origin = ctx.get('Origin');
    ctx.vary('Origin');
    if (origin !== '') {
      if (!isAllowed(origin)) throw new AppError('origin_not_allowed', 'This page may not use the API.');
      ctx.set('Access-Control-Allow-Origin', origin);
      ctx.set('Access-Control-Expose-Headers', EXPOSED_HEADERS);
    }
    if (ctx.method === 'OPTIONS' && ctx.get('Access-Control-Request-Method') !== '') {
      ctx.set('Access-Control-Allow-Methods', ALLOWED_METHODS);
      ctx.set('Access-Control-Allow-Headers', ALLOWED_HEADERS);
      ctx.set('Access-Control-Max-Age', '600');
      ctx.status = 204;
      return;
    }
    await next();
  };
}
