import { parseDomain } from '../../ground/mail-domain.ts';

/** Who may make an account: everybody, whoever has an invitation, or nobody whom the operator has not invited. */
export interface SignUpRules {
  mode: 'open' | 'invite' | 'closed';
  /** Where `open` is open to addresses of these domains alone; empty when it is to all. In ASCII, in lower case. */
  domains: readonly string[];
}

/** Why an account is not made, as a code and a sentence. */
export interface SignUpRefusal {
  code: 'sign_up_closed' | 'invitation_needed' | 'invitation_not_valid' | 'domain_not_allowed' | 'email_not_verified';
  message: string;
}

const MESSAGES: Readonly<Record<SignUpRefusal['code'], string>> = {
  sign_up_closed: 'This server makes no new accounts. Ask whoever runs it for an invitation.',
  invitation_needed: 'This server makes accounts for people with an invitation. Ask whoever runs it for one.',
  invitation_not_valid: 'This invitation is used, too old, or for another address. Ask for a new one.',
  domain_not_allowed: 'This server makes accounts for addresses of certain organisations only.',
  email_not_verified: 'The provider has not verified this address.',
};

/** Somebody who wants an account without an invitation, or with one that is not good. */
export interface SignUpWish {
  email: string;
  /** Whether another provider vouches for the address; undefined where nobody is there to do so. */
  isVerified: boolean | undefined;
  hasInvitation: boolean;
}

/** Says why somebody gets no account, unless they do. */
export function refuseSignUp({ mode, domains }: SignUpRules, wish: SignUpWish): SignUpRefusal | undefined {
  const refuse = (code: SignUpRefusal['code']): SignUpRefusal => {
    const said = wish.hasInvitation ? 'invitation_not_valid' : code;
    return { code: said, message: MESSAGES[said] };
  };
  if (mode === 'closed') return refuse('sign_up_closed');
  if (mode === 'invite') return refuse('invitation_needed');
  if (domains.length === 0) return undefined;
  const domain = parseDomain(wish.email.slice(wish.email.lastIndexOf('@') + 1));
  if (domain === undefined || !domains.includes(domain)) return refuse('domain_not_allowed');
  return wish.isVerified === false ? refuse('email_not_verified') : undefined;
}
