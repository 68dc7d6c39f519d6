import rawBody from 'raw-body';
import { expectAdmissible, parseForeignJson } from '../ground/admit-text.ts';
import { AppError } from '../ground/errors.ts';
import type { AppMiddleware } from '../ground/request-state.ts';

declare module 'koa' {
  interface Request {
    /** What `jsonBody` read. */
    body?: unknown;
  }
}

/** Methods whose body is read. */
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];
const OBJECT_OR_LIST = /^\s*[[{]/;

/**
 * Reads a JSON body into `ctx.request.body`; none is an empty object. Other media types and compressed bodies are refused:
 * the first keeps out forms that other sites could post, the second bombs; so do bounds on what a body is made of.
 *
 * @throws AppError `invalid_request`, `too_large` (1 MB) or `unsupported_media_type`.
 */
export function jsonBody(): AppMiddleware {
  return async (ctx, next) => {
    if (METHODS.includes(ctx.method)) {
      const hasBody = ctx.get('Transfer-Encoding') !== '' || Number(ctx.get('Content-Length') || 0) > 0;
      ctx.request.body = hasBody ? await readJson(ctx) : {};
    }
    await next();
  };
}

async function readJson(ctx: Parameters<AppMiddleware>[0]): Promise<unknown> {
  if (!ctx.is('json'))
    throw new AppError('unsupported_media_type', 'Please send JSON (Content-Type: application/json).');
  if (ctx.get('Content-Encoding') !== '')
    throw new AppError('unsupported_media_type', 'Compressed request bodies are not accepted.');
  ctx.state.signal.throwIfAborted();
  const text = await readText(ctx);
  if (text === '') return {};
  if (!OBJECT_OR_LIST.test(text)) throw new AppError('invalid_request', 'The body is not valid JSON.');
  const body = parseForeignJson(text);
  expectAdmissible(body);
  return body;
}

async function readText(ctx: Parameters<AppMiddleware>[0]): Promise<string> {
  try {
    return await rawBody(ctx.req, { length: ctx.request.length ?? null, limit: '1mb', encoding: 'utf-8' });
  } catch (error) {
    const isTooLarge = error instanceof Error && 'status' in error && error.status === 413;
    throw isTooLarge
      ? new AppError('too_large', 'A request body may be 1 MB at the most.')
      : new AppError('invalid_request', 'The body could not be read.', { cause: error });
  }
}
