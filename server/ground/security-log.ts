import type { Context } from 'koa';
import type { RequestState } from './request-state.ts';

/** What the security log tells of; `docs/security.md` says what each means. */
export const SECURITY_EVENTS = [
  'sign_up',
  'sign_in',
  'sign_out',
  'session_end',
  'token',
  'password_check',
  'password_change',
  'password_reset_request',
  'password_reset',
  'email_change',
  'email_verify',
  'account_link',
  'account_unlink',
  'second_factor_change',
  'passkey_add',
  'passkey_remove',
  'export',
  'account_delete',
  'mcp_access',
  'foreign_access',
] as const;

/** Done; refused; held back because there were too many attempts; or waiting for a second factor. */
export const SECURITY_OUTCOMES = ['done', 'refused', 'limited', 'pending'] as const;

/** One thing that happened: what, how it ended, and to whom. */
export interface SecurityEntry {
  event: (typeof SECURITY_EVENTS)[number];
  outcome: (typeof SECURITY_OUTCOMES)[number];
  /** Whose account; unknown where nobody proved to be somebody. */
  userId?: string | undefined;
  sessionId?: string | undefined;
  /** By which means, for example `password` or `google`. */
  way?: string | undefined;
  /** A keyed hash of the mail address that was typed. */
  mail?: string | undefined;
  /** A code that says why. */
  reason?: string | undefined;
}

const LONGEST_AGENT = 120;
/** Ways and reasons are names of ours and of providers; whatever else stands there was written by a stranger. */
const NAME = /^[\w.-]{1,64}$/;

/**
 * Writes one line of the security log, whatever `LOG_LEVEL` leaves out besides: who, from where, what. It is given names and
 * ids, never what people wrote.
 */
export function logSecurity(ctx: Context & { state: RequestState }, entry: SecurityEntry): void {
  const { logger } = ctx.state;
  const level = logger.level === 'silent' ? 'silent' : 'info';
  logger.child({ log: 'security' }, { level }).info({
    event: entry.event,
    outcome: entry.outcome,
    user: entry.userId,
    session: entry.sessionId,
    mail: entry.mail,
    way: nameOrOther(entry.way),
    reason: nameOrOther(entry.reason),
    address: ctx.ip.slice(0, 64),
    // What a client calls itself may be anything, marks that turn a terminal's text around included.
    agent: ctx
      .get('User-Agent')
      .slice(0, LONGEST_AGENT)
      .replaceAll(/[^\x20-\x7e]/g, '?'),
  });
}

function nameOrOther(text: string | undefined): string | undefined {
  return text === undefined || NAME.test(text) ? text : 'other';
}
