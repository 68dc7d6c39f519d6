import { createHmac } from 'node:crypto';
import type { SecurityEntry } from '../../ground/security-log.ts';
import type { Sighting } from './auth-witness.ts';

type Event = SecurityEntry['event'];

/** What a request to each of Better Auth's routes is about, and by which means. */
const EVENTS: Readonly<Record<string, readonly [event: Event, way?: string]>> = {
  '/sign-up/email': ['sign_up', 'password'],
  '/sign-in/email': ['sign_in', 'password'],
  '/electron/token': ['sign_in', 'desktop'],
  '/passkey/verify-authentication': ['sign_in', 'passkey'],
  '/two-factor/verify-totp': ['sign_in', 'totp'],
  '/two-factor/verify-otp': ['sign_in', 'otp'],
  '/two-factor/verify-backup-code': ['sign_in', 'backup-code'],
  '/sign-out': ['sign_out'],
  '/revoke-session': ['session_end', 'one'],
  '/revoke-sessions': ['session_end', 'all'],
  '/revoke-other-sessions': ['session_end', 'others'],
  '/token': ['token'],
  '/verify-password': ['password_check'],
  '/change-password': ['password_change'],
  '/request-password-reset': ['password_reset_request'],
  '/reset-password': ['password_reset'],
  '/change-email': ['email_change'],
  '/verify-email': ['email_verify'],
  '/unlink-account': ['account_unlink'],
  '/two-factor/enable': ['second_factor_change', 'enable'],
  '/two-factor/disable': ['second_factor_change', 'disable'],
  '/two-factor/generate-backup-codes': ['second_factor_change', 'backup-codes'],
  '/passkey/verify-registration': ['passkey_add'],
  '/passkey/delete-passkey': ['passkey_remove'],
  '/delete-user': ['account_delete'],
};
/** Where people come back to from another provider. */
const CALLBACK = /^\/callback\/([^/]+)$/;
/** Begins at another provider; with a token of it that a client has already, it also ends there. */
const PROVIDER = new Map<string, Event>([
  ['/sign-in/social', 'sign_in'],
  ['/link-social', 'account_link'],
]);

/** Of these, an answer without an error does not say yet that it was done: this does. */
const PROOF: Partial<Record<Event, (sighting: Sighting) => boolean>> = {
  sign_up: ({ hasSignedUp }) => hasSignedUp === true,
  sign_out: ({ hasEnded }) => hasEnded === true,
  account_unlink: ({ hasEnded }) => hasEnded === true,
};

/** A request to Better Auth, and how it was answered. */
export interface AuthExchange {
  path: string;
  body: Readonly<Record<string, unknown>> | undefined;
  status: number;
  /** Where it leads on. */
  location: string | undefined;
  /** The code of a refusal. */
  reason: string | undefined;
  /** Whether the answer carries a token of the API. */
  hasToken: boolean;
  sighting: Sighting;
}

/**
 * What an exchange means for the security log; undefined when it is nothing that is told there.
 *
 * @param secret makes what is kept of mail addresses unreadable to whoever has only the log.
 */
export function describeExchange(exchange: AuthExchange, secret: string): SecurityEntry | undefined {
  const { body, sighting, status } = exchange;
  const [event, way] = eventOf(exchange);
  if (event === undefined || status >= 500) return undefined;
  const email = body?.['email'];
  return {
    event,
    outcome: outcomeOf(event, exchange),
    way,
    userId: sighting.userId,
    sessionId: sighting.sessionId,
    mail: typeof email === 'string' ? hashMail(email, secret) : undefined,
    reason: exchange.reason ?? errorOf(exchange.location),
  };
}

function eventOf(exchange: AuthExchange): readonly [event?: Event, way?: string | undefined] {
  const { body, path, sighting } = exchange;
  const returned = CALLBACK.exec(path)?.[1];
  const begun = PROVIDER.get(path);
  const provider = returned ?? (begun && typeof body?.['provider'] === 'string' ? body['provider'] : undefined);
  if (returned !== undefined || begun) {
    const isOver = returned !== undefined || exchange.status >= 400;
    if (sighting.hasSignedUp) return ['sign_up', provider];
    if (sighting.sessionId !== undefined) return ['sign_in', provider];
    if (sighting.hasLinked) return ['account_link', provider];
    return isOver ? [begun ?? 'sign_in', provider] : [];
  }
  if (exchange.hasToken) return ['token'];
  return EVENTS[path] ?? (sighting.sessionId === undefined ? [] : ['sign_in', 'other']);
}

function outcomeOf(event: Event, exchange: AuthExchange): SecurityEntry['outcome'] {
  const { location, sighting, status } = exchange;
  if (status === 429) return 'limited';
  if (status >= 400 || errorOf(location) !== undefined) return 'refused';
  // A right password, and something else is asked for besides.
  if (event === 'sign_in' && sighting.sessionId === undefined) return 'pending';
  return PROOF[event]?.(sighting) === false ? 'refused' : 'done';
}

/** The reason that people are sent back with. */
function errorOf(location: string | undefined): string | undefined {
  return location === undefined
    ? undefined
    : (URL.parse(location, 'http://localhost')?.searchParams.get('error') ?? undefined);
}

function hashMail(email: string, secret: string): string {
  return createHmac('sha256', `security log of ${secret}`)
    .update(email.trim().toLowerCase())
    .digest('hex')
    .slice(0, 16);
}
