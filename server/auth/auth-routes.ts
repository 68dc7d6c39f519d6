import { Readable } from 'node:stream';
import type { Context } from 'koa';
import { AppError, waitSeconds } from '../errors.ts';
import { toDatabaseError } from '../database/database-errors.ts';
import { describeProblem } from '../problem.ts';
import type { AppMiddleware } from '../chat-context.ts';
import { CLIENT_ADDRESS_HEADER, type Auth } from './auth.ts';

const MOUNT = '/api/auth/';
/** What its routes answer to; the classes of `fetch` that it is called with refuse some of the others. */
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST'];
const MAX_BODY_BYTES = 64 * 1024;
const FETCH_METADATA = ['Sec-Fetch-Site', 'Sec-Fetch-Mode', 'Sec-Fetch-Dest'];

/**
 * Better Auth's routes at `/api/auth`, with its failures as problem documents that keep its own codes. It reads
 * the body itself, so this stands above the body parser.
 */
export function authRoutes(auth: Auth, trustProxy: boolean): AppMiddleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith(MOUNT)) {
      await next();
      return;
    }
    if (!METHODS.includes(ctx.method)) {
      ctx.set('Allow', METHODS.join(', '));
      throw new AppError('method_not_allowed', 'That method is not supported here.');
    }
    if (Number(ctx.get('Content-Length') || 0) > MAX_BODY_BYTES)
      throw new AppError('too_large', 'That is more than Parley accepts here.');
    const response = await handle(auth, await toRequest(ctx, trustProxy));
    ctx.status = response.status;
    for (const [name, value] of response.headers) if (name !== 'set-cookie') ctx.set(name, value);
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) ctx.set('Set-Cookie', cookies);
    ctx.set('Cache-Control', 'no-store');
    if (response.status < 400) {
      ctx.body = await response.text();
      return;
    }
    await sendFailure(ctx, response);
  };
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

async function sendFailure(ctx: Parameters<AppMiddleware>[0], response: Response): Promise<void> {
  const body: unknown = await response.json().catch(() => undefined);
  const { code, message } = readFailure(body, response.status);
  const retryAfter = response.headers.get('X-Retry-After');
  if (retryAfter !== null) ctx.set('Retry-After', String(waitSeconds(Number(retryAfter))));
  const problem = describeProblem(code, response.status, message, ctx.state.requestId);
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

async function toRequest(ctx: Context, trustProxy: boolean): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(ctx.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  // Every browser names the origin of a POST. Clients that are none, such as Node's `fetch`, send these headers without
  // one, and Better Auth would take that for a forgery.
  if (!headers.has('Origin')) for (const name of FETCH_METADATA) headers.delete(name);
  headers.set(CLIENT_ADDRESS_HEADER, clientAddress(ctx, trustProxy));
  const hasBody = ctx.method !== 'GET' && ctx.method !== 'HEAD';
  const url = new URL(ctx.originalUrl, 'http://localhost');
  return new Request(url, { method: ctx.method, headers, ...(hasBody ? { body: await readBody(ctx) } : {}) });
}

/** The address sign-in attempts are counted by: the socket's, or the last one a trusted proxy saw. */
function clientAddress(ctx: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? ctx.get('X-Forwarded-For').split(',').at(-1)?.trim() : undefined;
  return forwarded || (ctx.req.socket.remoteAddress ?? '127.0.0.1');
}

async function readBody(ctx: Context): Promise<string> {
  let size = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.from(ctx.req)) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new AppError('too_large', 'That is more than Parley accepts here.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
