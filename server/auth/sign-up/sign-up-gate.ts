import { getCurrentAdapter } from '@better-auth/core/context';
import type { DBAdapter } from '@better-auth/core/db/adapter';
import type { BetterAuthOptions } from 'better-auth';
import { getOAuthState } from 'better-auth/api';
import { z } from 'zod';
import { acceptInvitation, findInvitation } from './invitations.ts';
import { refuseSignUp, type SignUpRefusal, type SignUpRules } from './sign-up-rules.ts';

type AccountCheck = NonNullable<NonNullable<BetterAuthOptions['user']>['validateUserInfo']>;

const invited = z.looseObject({ invitation: z.string().max(100) });
const invitedThere = z.looseObject({ additionalData: invited });
const asked = z.looseObject({ email: z.string() });

/** Decides who gets an account. */
export class SignUpGate {
  readonly #rules: SignUpRules;

  constructor(rules: SignUpRules) {
    this.#rules = rules;
  }

  /** Says why a sign-up with a password will not do, before anything else is said of its address. */
  async foresee(adapter: Pick<DBAdapter, 'findOne'>, body: unknown): Promise<SignUpRefusal | undefined> {
    const email = asked.safeParse(body).data?.email ?? '';
    const token = invited.safeParse(body).data?.invitation;
    if (token !== undefined && (await findInvitation(adapter, token, email)) !== undefined) return undefined;
    return refuseSignUp(this.#rules, { email, isVerified: undefined, hasInvitation: token !== undefined });
  }

  /** Stands where Better Auth is about to make an account, whichever way somebody came: an invitation is used up there. */
  readonly validate: AccountCheck = async ({ user, source }, ctx) => {
    if (source.action !== 'create-user') return undefined;
    const email = user.email ?? '';
    const body: unknown = ctx?.body;
    const token =
      invited.safeParse(body).data?.invitation ??
      invitedThere.safeParse(body).data?.additionalData.invitation ??
      invited.safeParse(await getOAuthState()).data?.invitation;
    if (token !== undefined && ctx) {
      const adapter = await getCurrentAdapter(ctx.context.adapter);
      if (await acceptInvitation(adapter, token, email)) return undefined;
    }
    const isVerified = source.method === 'email-password' ? undefined : user.emailVerified === true;
    const refusal = refuseSignUp(this.#rules, { email, isVerified, hasInvitation: token !== undefined });
    return refusal && { error: refusal.code, errorDescription: refusal.message };
  };
}
