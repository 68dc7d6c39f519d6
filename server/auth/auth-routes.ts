import type { Context } from 'koa';
import { AppError } from '../ground/errors.ts';
import { toDatabaseError } from '../database/database-errors.ts';
import { describeProblem } from '../ground/problem.ts';
import type { AppMiddleware } from '../ground/request-state.ts';
import { logSecurity } from '../ground/security-log.ts';
import { tellWait } from '../ground/tell-wait.ts';
import { findRefusal, readAuthBody } from './auth-body.ts';
import { describeExchange } from './events/describe-exchange.ts';
import type { Auth } from './auth.ts';
import { CLIENT_ADDRESS_HEADER } from './client-address-header.ts';
import type { PasswordGuard } from './guard-passwords.ts';
import { withoutSessionTokens } from './without-session-tokens.ts';

const MOUNT = '/api/auth';
/** What its routes answer to; the classes of `fetch` that it is called with refuse some of the others. */
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST'];
/** No route of it is longer, whatever its parameters. */
const LONGEST_PATH = 200;
/** What is kept of headers that say who asks. */
const LONGEST_HEADER = 500;
const FETCH_METADATA = ['Sec-Fetch-Site', 'Sec-Fetch-Mode', 'Sec-Fetch-Dest'];

/**
 * Better Auth's routes at `/api/auth`, with its failures as problem documents that keep its own codes. It reads
 * the body itself, so this stands above the body parser; what it gets to read is measured before.
 */
export function authRoutes(auth: Auth, guard: PasswordGuard): AppMiddleware {
  const routes = listRoutes(auth);
  const answer = (ctx: Context, path: string, body: Record<string, unknown> | undefined) => {
    const request = toRequest(ctx, body);
    if (body === undefined) return handle(auth, request);
    const { headers } = request;
    return guard({ path, body, headers, address: ctx.ip }, (given) => handle(auth, toRequest(ctx, given)));
  };
  return async (ctx, next) => {
    if (!ctx.path.startsWith(`${MOUNT}/`)) {
      await next();
      return;
    }
    const path = ctx.path.slice(MOUNT.length);
    // It counts requests by path before it looks whether there is such a route.
    if (path.length > LONGEST_PATH || !routes.some((route) => route.test(path)))
      throw new AppError('not_found', 'There is nothing here.');
    if (!METHODS.includes(ctx.method)) {
      ctx.set('Allow', METHODS.join(', '));
      throw new AppError('method_not_allowed', 'That method is not supported here.');
    }
    const body = ctx.method === 'POST' ? await readAuthBody(ctx) : undefined;
    const { result: reason, sighting } = await auth.witness.watch(() => respond(ctx, path, body));
    const entry = describeExchange(
      {
        path,
        body,
        status: ctx.status,
        location: ctx.response.get('Location') || undefined,
        reason,
        hasToken: path === '/token' || ctx.res.hasHeader('set-auth-jwt'),
        sighting,
      },
      auth.options.secret,
    );
    if (entry) logSecurity(ctx, entry);
  };

  /** @returns the code of a refusal. */
  async function respond(
    ctx: Parameters<AppMiddleware>[0],
    path: string,
    body: Record<string, unknown> | undefined,
  ): Promise<string | undefined> {
    const response = (body && findRefusal(body)) ?? (await answer(ctx, path, body));
    if (!(response instanceof Response)) {
      if (response.retryAfter !== undefined) tellWait(ctx, response.retryAfter);
      sendFailure(ctx, response.status ?? 400, response);
      return response.code;
    }
    ctx.status = response.status;
    for (const [name, value] of response.headers) if (name !== 'set-cookie') ctx.set(name, value);
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) ctx.set('Set-Cookie', cookies);
    ctx.set('Cache-Control', 'no-store');
    if (response.status < 400) {
      ctx.remove('Content-Length');
      ctx.body = withoutSessionTokens(await response.text());
      return undefined;
    }
    const retryAfter = response.headers.get('X-Retry-After');
    if (retryAfter !== null) tellWait(ctx, retryAfter);
    const failure = readFailure(await response.json().catch(() => undefined), response.status);
    sendFailure(ctx, response.status, failure);
    return failure.code;
  }
}

function listRoutes(auth: Auth): RegExp[] {
  return Object.values<{ path?: string }>(auth.api).flatMap(({ path }) =>
    path === undefined ? [] : [new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)],
  );
}

/** Some of Better Auth's answers hide that the database is away: say 503 then, so that clients try again and keep their session. */
async function handle(auth: Auth, request: Request): Promise<Response> {
  try {
    const response = await auth.handler(request);
    if (response.status < 500) return response;
    await (await auth.$context).adapter.count({ model: 'jwks' });
    return response;
  } catch (error) {
    throw toDatabaseError(error);
  }
}

function sendFailure(
  ctx: Parameters<AppMiddleware>[0],
  status: number,
  { code, message }: { code: string; message: string },
): void {
  const problem = describeProblem(code, status, message, ctx.state.requestId);
  ctx.status = status;
  // `message` is where Better Auth's own clients look.
  ctx.body = JSON.stringify({ ...problem, message });
  ctx.type = 'application/problem+json';
}

function readFailure(body: unknown, status: number): { code: string; message: string } {
  if (status >= 500) return { code: 'internal_error', message: 'Something went wrong on our side. Please try again.' };
  const fields = typeof body === 'object' && body !== null ? body : {};
  const message = 'message' in fields && typeof fields.message === 'string' ? fields.message : 'That did not work.';
  if ('code' in fields && typeof fields.code === 'string') return { code: fields.code, message };
  return {
    code: { 401: 'not_signed_in', 404: 'not_found', 429: 'rate_limited' }[status] ?? 'invalid_request',
    message,
  };
}

function toRequest(ctx: Context, body: unknown): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(ctx.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  // Every browser names the origin of a POST. Clients that are none, such as Node's `fetch`, send these headers without
  // one, and Better Auth would take that for a forgery.
  if (!headers.has('Origin')) for (const name of FETCH_METADATA) headers.delete(name);
  headers.set(CLIENT_ADDRESS_HEADER, ctx.ip || '127.0.0.1');
  headers.set('User-Agent', ctx.get('User-Agent').slice(0, LONGEST_HEADER));
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  const url = new URL(ctx.originalUrl, 'http://localhost');
  return new Request(url, {
    method: ctx.method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
