import { bodyParser } from '@koa/bodyparser';
import { expectAdmissible } from '../ground/admit-text.ts';
import { AppError } from '../ground/errors.ts';
import type { AppMiddleware } from '../ground/request-state.ts';

/** Methods whose body is read. */
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Reads a JSON body into `ctx.request.body`. Other media types and compressed bodies are refused: the first keeps
 * out forms that other sites could post, the second bombs; so do bounds on what a body is made of.
 *
 * @throws AppError `invalid_request`, `too_large` (1 MB) or `unsupported_media_type`.
 */
export function jsonBody(): AppMiddleware {
  const parse = bodyParser({
    enableTypes: ['json'],
    jsonLimit: '1mb',
    encoding: 'utf-8',
    parsedMethods: METHODS,
    onError: (error) => {
      const isTooLarge = 'status' in error && error.status === 413;
      throw isTooLarge
        ? new AppError('too_large', 'A request body may be 1 MB at the most.')
        : new AppError('invalid_request', 'The body is not valid JSON.', { cause: error });
    },
  });
  return async (ctx, next) => {
    const hasBody = ctx.get('Transfer-Encoding') !== '' || Number(ctx.get('Content-Length') || 0) > 0;
    if (hasBody && METHODS.includes(ctx.method)) {
      if (!ctx.is('json'))
        throw new AppError('unsupported_media_type', 'Please send JSON (Content-Type: application/json).');
      if (ctx.get('Content-Encoding') !== '')
        throw new AppError('unsupported_media_type', 'Compressed request bodies are not accepted.');
    }
    await parse(ctx, () => {
      expectAdmissible(ctx.request.body);
      return next();
    });
  };
}
