import { createAuthMiddleware, isAPIError } from 'better-auth/api';
import type { MailKind } from '../../mail/mail.ts';
import type { MailPluginParts } from './mail-plugin.ts';
import { forgetResetLinks } from './reset-effects.ts';
import { detailsOf, localeOf, placeOf } from './request-origin.ts';
import { SignInPlace } from './sign-in-place.ts';

/** The desktop app is let in by a browser that somebody has just signed in with. */
const LET_IN = ['/electron/token', '/change-password'];

/** What people are told by mail. */
export type Notices = ReturnType<typeof createNotices>;

/**
 * Tells people what happens to their account. What they are told of has been answered in any case: a mail that cannot be
 * stored is logged, and stops nothing.
 */
export function createNotices({ database, mails, logger }: MailPluginParts) {
  async function tell(kind: MailKind, userId: string, headers: Headers | undefined): Promise<void> {
    await mails?.add({ kind, to: { userId }, locale: localeOf(headers), details: detailsOf(headers) });
  }

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    if (!mails) return;
    try {
      await work();
    } catch (error) {
      logger.warn({ error }, 'a mail could not be stored');
    }
  }

  return {
    passwordChanged: (userId: string, headers: Headers | undefined) =>
      attempt(() => tell('password-changed', userId, headers)),

    /** Whoever makes an account knows where they are. */
    userCreated: (user: { id: string; emailVerified: boolean }, headers: Headers | undefined) =>
      attempt(async () => {
        await SignInPlace.remember(database, user.id, placeOf(headers));
        if (!user.emailVerified) await tell('verify-address', user.id, headers);
      }),

    sessionCreated: (userId: string, path: string | undefined, headers: Headers | undefined) =>
      attempt(async () => {
        const isNew = await SignInPlace.remember(database, userId, placeOf(headers));
        if (isNew && !LET_IN.includes(path ?? '')) await tell('signed-in', userId, headers);
      }),

    /** What Better Auth's own routes do without asking anybody. */
    afterRoutes: [
      {
        matcher: ({ path }: { path?: string }) =>
          path === '/change-password' || path === '/passkey/verify-registration',
        handler: createAuthMiddleware(async (ctx) => {
          const userId = ctx.context.session?.user.id;
          if (userId === undefined || isAPIError(ctx.context.returned)) return;
          if (ctx.path === '/change-password') await forgetResetLinks(database, userId);
          const kind = ctx.path === '/change-password' ? 'password-changed' : 'passkey-added';
          await attempt(() => tell(kind, userId, ctx.headers));
        }),
      },
    ],
  };
}
