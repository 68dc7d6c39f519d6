import type { BetterAuthOptions } from 'better-auth';
import { getSessionFromCtx } from 'better-auth/api';

type ValidateUserInfo = NonNullable<NonNullable<BetterAuthOptions['user']>['validateUserInfo']>;

/**
 * Lets an account of a provider be connected by the one who is signed in when it comes back, and when the provider has
 * verified its address. Better Auth looks only at who was signed in when they left.
 */
export const refuseForeignLink: ValidateUserInfo = async ({ user, source }, ctx) => {
  if (source.action !== 'link-account') return undefined;
  if (user.emailVerified !== true) return { error: 'email_not_verified' };
  const session = ctx && (await getSessionFromCtx(ctx));
  return session && session.user.id === user.id ? undefined : { error: 'session_not_fresh' };
};
