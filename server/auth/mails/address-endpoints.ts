import { APIError, createAuthEndpoint, getSessionFromCtx } from 'better-auth/api';
import { z } from 'zod';
import { identifierOf } from '../../mail/one-time-links.ts';
import type { MailQueue } from '../../mail/mail-queue.ts';
import { localeOf } from './request-origin.ts';

/**
 * Confirms that somebody reads the mailbox they gave. Better Auth's own links are opened by whatever looks at a mail first,
 * and work more than once: these keep its names, and wait for a press of a button.
 */
export function addressEndpoints(mails: MailQueue | undefined) {
  return {
    sendVerificationEmail: createAuthEndpoint(
      '/send-verification-email',
      { method: 'POST', requireHeaders: true },
      async (ctx) => {
        const session = await getSessionFromCtx(ctx);
        if (!session) throw new APIError('UNAUTHORIZED', { code: 'not_signed_in', message: 'Please sign in.' });
        if (!mails) throw new APIError('BAD_REQUEST', NO_MAIL);
        if (session.user.emailVerified)
          throw new APIError('BAD_REQUEST', { code: 'EMAIL_ALREADY_VERIFIED', message: 'Email is already verified' });
        await mails.add({ kind: 'verify-address', to: { userId: session.user.id }, locale: localeOf(ctx.headers) });
        return ctx.json({ status: true });
      },
    ),
    verifyEmail: createAuthEndpoint(
      '/verify-email',
      { method: 'POST', body: z.object({ token: z.string() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const found = await internalAdapter.consumeVerificationValue(identifierOf('verify-address', ctx.body.token));
        const [userId = '', email] = found?.value.split(' ') ?? [];
        const user = found && (await internalAdapter.findUserById(userId));
        // The address may be another one by now.
        if (!user || user.email !== email) throw new APIError('BAD_REQUEST', INVALID_TOKEN);
        await internalAdapter.updateUser(userId, { emailVerified: true });
        return ctx.json({ status: true });
      },
    ),
  };
}

/** What is answered when no mail can be sent, in Better Auth's words. */
const NO_MAIL = { code: 'VERIFICATION_EMAIL_NOT_ENABLED', message: "Verification email isn't enabled" };
const INVALID_TOKEN = { code: 'INVALID_TOKEN', message: 'Invalid token' };
