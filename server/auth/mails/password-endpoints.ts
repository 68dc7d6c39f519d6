import { APIError, createAuthEndpoint } from 'better-auth/api';
import { z } from 'zod';
import type { MailQueue } from '../../mail/mail-queue.ts';
import { identifierOf } from '../../mail/one-time-links.ts';
import { localeOf } from './request-origin.ts';

/** What is answered to whoever has forgotten a password, whether there is an account or not. */
const ASKED = { status: true, message: 'If this email exists in our system, check your email for the reset link' };

/** Asking for a new password, in the place of Better Auth's own: as long for a stranger's address as for one of ours. */
export function passwordEndpoints(mails: MailQueue | undefined) {
  return {
    requestPasswordReset: createAuthEndpoint(
      '/request-password-reset',
      { method: 'POST', body: z.object({ email: z.email() }) },
      async (ctx) => {
        if (!mails)
          throw new APIError('BAD_REQUEST', {
            code: 'RESET_PASSWORD_DISABLED',
            message: "Reset password isn't enabled",
          });
        await mails.add({ kind: 'reset-password', to: { email: ctx.body.email }, locale: localeOf(ctx.headers) });
        return ctx.json(ASKED);
      },
    ),
    // Takes the place of one that has the token in its address.
    requestPasswordResetCallback: createAuthEndpoint(
      '/check-reset-token',
      { method: 'POST', body: z.object({ token: z.string() }) },
      async (ctx) => {
        const identifier = identifierOf('reset-password', ctx.body.token);
        const found = await ctx.context.internalAdapter.findVerificationValue(identifier);
        if (!found || found.expiresAt < new Date())
          throw new APIError('BAD_REQUEST', { code: 'INVALID_TOKEN', message: 'Invalid token' });
        return ctx.json({ status: true });
      },
    ),
  };
}
