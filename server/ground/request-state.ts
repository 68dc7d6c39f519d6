import type { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import { parseLocale, parseTimeZone, type Caller } from './caller.ts';
import { AppError } from './errors.ts';
import type { Logger } from './logger.ts';

/** The user a verified token names, with what it says of them. */
export interface Principal {
  userId: string;
  /** The session the token was made for. */
  sessionId: string | undefined;
  /** When the token ends. */
  until: Date;
  timeZone: string | undefined;
  locale: string | undefined;
}

/** What the middleware of one request pass on to the next. */
export interface RequestState {
  requestId: string;
  logger: Logger;
  signal: AbortSignal;
  principal?: Principal;
  /** Whether a proxy says that it passed the request on, be it believed or not. */
  isForwarded?: boolean;
}

/** A Koa middleware that knows the request's state. */
export type AppMiddleware = Middleware<RequestState>;

/** The routes of one part of the API. */
export type AppRoutes = ReturnType<Router<RequestState>['routes']>;

/**
 * The caller, as it is handed below the route files.
 *
 * @throws AppError `not_signed_in` on a route that nobody guarded.
 */
export function callerOf(ctx: Context & { state: RequestState }): Caller {
  const { principal, requestId, signal } = ctx.state;
  if (!principal) throw new AppError('not_signed_in', 'Please sign in.');
  return {
    userId: principal.userId,
    requestId,
    signal,
    locale: parseLocale(ctx.get('Accept-Language')) ?? parseLocale(principal.locale) ?? 'en',
    timeZone: parseTimeZone(ctx.get('Time-Zone')) ?? parseTimeZone(principal.timeZone) ?? 'UTC',
  };
}
