import type { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import { AppError } from './errors.ts';
import type { Logger } from './logger.ts';

/** Who asks, how to speak to them and when to stop: all that anything below a route file knows of a request. */
export interface ChatContext {
  /** The token's subject; every query filters by it. */
  readonly userId: string;
  readonly requestId: string;
  /** One BCP 47 tag, for example `en-GB`. */
  readonly locale: string;
  /** An IANA zone, for example `Europe/Paris`; what "tomorrow" means. */
  readonly timeZone: string;
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal;
}

/** The user a verified token names, with what it says of them. */
export interface Principal {
  userId: string;
  /** The session the token was made for. */
  sessionId: string | undefined;
  timeZone: string | undefined;
  locale: string | undefined;
}

/** What the middleware of one request pass on to the next. */
export interface RequestState {
  requestId: string;
  logger: Logger;
  signal: AbortSignal;
  principal?: Principal;
}

/** A Koa middleware that knows the request's state. */
export type AppMiddleware = Middleware<RequestState>;

/** The routes of one part of the API. */
export type AppRoutes = ReturnType<Router<RequestState>['routes']>;

/**
 * The context that is handed below the route files.
 *
 * @throws AppError `not_signed_in` on a route that nobody guarded.
 */
export function chatContext(ctx: Context & { state: RequestState }): ChatContext {
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

/** The first language of an `Accept-Language` header, when it is one that `Intl` knows how to write. */
export function parseLocale(header: string | undefined): string | undefined {
  const tag = header?.slice(0, 200).split(/[,;]/)[0]?.trim();
  if (!tag || tag === '*') return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** An IANA zone name as `Intl` spells it; undefined for anything else, offsets included. */
export function parseTimeZone(name: string | undefined): string | undefined {
  if (!name || name.length > 64 || !/^[A-Za-z]/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
