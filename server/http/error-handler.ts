import type { Context } from 'koa';
import { DBError } from 'objection';
import { toDatabaseError } from '../database/database-errors.ts';
import { AppError, type ErrorCode } from '../ground/errors.ts';
import { describeProblem } from '../ground/problem.ts';
import type { AppMiddleware, RequestState } from '../ground/request-state.ts';
import { tellWait } from '../ground/tell-wait.ts';

/** What a status thrown by Koa or one of its libraries means in our codes, and what is said of it. */
const STATUS_PROBLEMS: Record<number, [ErrorCode, string]> = {
  400: ['invalid_request', 'The request is not valid.'],
  401: ['not_signed_in', 'Please sign in.'],
  403: ['not_yours', 'That is not allowed.'],
  404: ['not_found', 'There is nothing here.'],
  405: ['method_not_allowed', 'That method is not supported here.'],
  413: ['too_large', 'That is more than Parley accepts in one request.'],
  415: ['unsupported_media_type', 'Please send JSON (Content-Type: application/json).'],
  429: ['rate_limited', 'Too many requests. Please wait a moment.'],
};

/** Whoever set up an MCP client is told where its token comes from: there is no sign-in it could find by itself. */
const MCP_CHALLENGE =
  'Bearer realm="Parley", error="invalid_token", error_description="Send a token from GET /api/auth/token"';

/** The only place where a failure becomes a response: RFC 9457 `application/problem+json`. */
export function errorHandler(): AppMiddleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null) throw missing(ctx);
    } catch (thrown) {
      // Nobody is there to be told, and nothing went wrong here.
      if (ctx.state.signal.aborted && thrown === ctx.state.signal.reason) return;
      const error = toAppError(thrown);
      if (error.status >= 500) ctx.state.logger.error({ error: thrown, code: error.code }, 'request failed');
      if (ctx.headerSent) {
        ctx.res.destroy();
        return;
      }
      sendProblem(ctx, error);
    }
  };
}

/** Nothing answered: because of the path, or only because of the method. */
function missing(ctx: Context): AppError {
  const methods = new Set(routesAt(ctx).flatMap((route) => route.methods));
  if (methods.size === 0) return new AppError('not_found', 'There is nothing here.');
  ctx.set('Allow', [...methods].join(', '));
  return new AppError('method_not_allowed', 'That method is not supported here.');
}

/** The routes whose path matches, whatever their method; @koa/router leaves them on the context. */
function routesAt(ctx: Context): { methods: string[] }[] {
  const matched: unknown = ctx['matched'];
  return Array.isArray(matched) ? matched : [];
}

/** Writes the problem document of an expected failure. */
export function sendProblem(ctx: Context & { state: RequestState }, error: AppError): void {
  ctx.status = error.status;
  if (error.retryAfter !== undefined) tellWait(ctx, error.retryAfter);
  if (error.status === 401) ctx.set('WWW-Authenticate', ctx.path === '/mcp' ? MCP_CHALLENGE : 'Bearer');
  ctx.set('Cache-Control', 'no-store');
  ctx.body = JSON.stringify(describeProblem(error.code, error.status, error.message, ctx.state.requestId, error.field));
  ctx.type = 'application/problem+json';
}

/** What was thrown, as an expected failure: our own, the database's, a library's 4xx; anything else is a bug and says nothing. */
function toAppError(thrown: unknown): AppError {
  const error = toDatabaseError(
    thrown instanceof Error && 'originalError' in thrown ? (unwrapOurs(thrown.originalError) ?? thrown) : thrown,
  );
  if (error instanceof AppError) return error;
  if (isMissingUser(error))
    return new AppError('not_signed_in', 'This account does not exist any more.', { cause: error });
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  const [code, message] = STATUS_PROBLEMS[status] ?? [];
  if (code && message) return new AppError(code, message, { cause: error });
  return new AppError('internal_error', 'Something went wrong on our side. Please try again.', { cause: error });
}

/** koa-jwt answers 401 for everything, also when the keys could not be read: then the reason counts, not the 401. */
function unwrapOurs(error: unknown): unknown {
  const cause = toDatabaseError(error);
  return cause instanceof AppError ? cause : undefined;
}

/** A token outlives its deleted account by minutes: PostgreSQL then refuses rows of a user that is not there. */
function isMissingUser(error: unknown): boolean {
  const cause = error instanceof DBError ? error.nativeError : error;
  return (
    cause instanceof Error &&
    'code' in cause &&
    cause.code === '23503' &&
    'constraint' in cause &&
    String(cause.constraint).endsWith('_user_id_foreign')
  );
}
