import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const VALID_MS = 5 * 60_000;

/** What the server needs to trade a callback for a session. */
export interface RedeemableSignIn {
  server: string;
  token: string;
  state: string;
  code_verifier: string;
}

/** Signing in with another provider in the system's browser; a callback is worthless without the verifier kept here. */
export interface BrowserSignIn {
  /** @returns the address to open in the browser */
  start: (server: string, provider: string) => string;
  /** @returns null unless exactly this callback is awaited: once, in time, with the right state */
  accept: (callback: { token: string; state: string | null }) => RedeemableSignIn | null;
}

/** Creates the keeper of the one sign-in that may be under way. */
export function createBrowserSignIn(now: () => number = Date.now): BrowserSignIn {
  let pending: { server: string; state: string; verifier: string; startedAt: number } | null = null;
  return {
    start: (server, provider) => {
      const verifier = randomBytes(48).toString('base64url');
      const state = randomBytes(24).toString('base64url');
      pending = { server, state, verifier, startedAt: now() };
      const address = new URL('/api/auth/electron/init-oauth-proxy', server);
      address.searchParams.set('provider', provider);
      address.searchParams.set('state', state);
      address.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'));
      return address.href;
    },
    accept: ({ token, state }) => {
      const awaited = pending;
      if (awaited === null) return null;
      if (now() - awaited.startedAt > VALID_MS) {
        pending = null;
        return null;
      }
      // A callback with a foreign state is somebody else's: the one awaited may still arrive.
      if (state !== null && !isSame(state, awaited.state)) return null;
      pending = null;
      return { server: awaited.server, token, state: awaited.state, code_verifier: awaited.verifier };
    },
  };
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
