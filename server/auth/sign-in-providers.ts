import { genericOAuth } from 'better-auth/plugins';
import type { Config } from '../ground/config.ts';

/** The one OpenID Connect provider that self-hosters may name. */
const OIDC = 'oidc';

/** A provider people can sign in with, as pages show it. */
export interface SignInProvider {
  id: 'google' | 'github' | typeof OIDC;
  name: string;
}

/** The providers that are set up, in the order their buttons have. */
export function signInProviders({ google, github, oidc, oidcName }: Config['providers']): SignInProvider[] {
  return [
    ...(google ? [{ id: 'google', name: 'Google' } as const] : []),
    ...(github ? [{ id: 'github', name: 'GitHub' } as const] : []),
    ...(oidc ? [{ id: OIDC, name: oidcName } as const] : []),
  ];
}

/** The providers Better Auth knows by name. */
export function namedProviders({ google, github }: Config['providers']) {
  return {
    ...(google ? { google: { ...google, mapProfileToUser: readVerified } } : {}),
    ...(github ? { github } : {}),
  };
}

/**
 * The OpenID Connect provider, which says by itself where its pages are. It has to answer once when the server starts;
 * signing in with it fails until a restart otherwise, and everything else works.
 */
export function oidcProvider({ oidc, oidcIssuer, oidcName }: Config['providers']) {
  return genericOAuth({
    config: oidc
      ? [
          {
            providerId: OIDC,
            name: oidcName,
            discoveryUrl: `${oidcIssuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
            accountIssuer: oidcIssuer,
            scopes: ['openid', 'profile', 'email'],
            mapProfileToUser: readVerified,
            ...oidc,
          },
        ]
      : [],
  });
}

/** An address is verified when its provider says `true`: some say "false", and any text would count as a yes. */
function readVerified(profile: object): { emailVerified: boolean } {
  return { emailVerified: 'email_verified' in profile && profile.email_verified === true };
}
