import type { AuthClient } from './auth-client.ts';

const RENEW_BEFORE_MS = 60_000;
const UNREADABLE_LIFETIME_MS = 120_000;

/** Hands out the short tokens of the API, each minted once however many requests wait for it. */
export interface AccessTokens {
  /** @returns null when the session is over @throws when the server does not answer */
  get: (session: { server: string; token: string }) => Promise<string | null>;
  forget: () => void;
}

/**
 * Creates the store of the one current token.
 *
 * @param onSignedOut called when the server says that a session is over
 */
export function createAccessTokens(
  auth: Pick<AuthClient, 'mintAccessToken'>,
  onSignedOut: (sessionToken: string) => void,
  now: () => number = Date.now,
): AccessTokens {
  let held: { sessionToken: string; jwt: string; goodUntil: number } | null = null;
  let minting: { sessionToken: string; result: Promise<string | null> } | null = null;
  const mint = async (session: { server: string; token: string }): Promise<string | null> => {
    const minted = await auth.mintAccessToken(session.server, session.token);
    if (minted === 'away') throw new Error('The server gave no access token.');
    if (minted === 'signed_out') {
      onSignedOut(session.token);
      return null;
    }
    held = { sessionToken: session.token, jwt: minted.jwt, goodUntil: expiryOf(minted.jwt, now()) - RENEW_BEFORE_MS };
    return minted.jwt;
  };
  return {
    get: (session) => {
      if (held?.sessionToken === session.token && now() < held.goodUntil) return Promise.resolve(held.jwt);
      if (minting?.sessionToken !== session.token) {
        const result = mint(session).finally(() => {
          if (minting?.result === result) minting = null;
        });
        minting = { sessionToken: session.token, result };
      }
      return minting.result;
    },
    forget: () => {
      held = null;
    },
  };
}

function expiryOf(jwt: string, now: number): number {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const seconds = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : null;
    return typeof seconds === 'number' ? seconds * 1000 : now + UNREADABLE_LIFETIME_MS;
  } catch {
    return now + UNREADABLE_LIFETIME_MS;
  }
}
