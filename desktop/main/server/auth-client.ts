import { z } from 'zod';
import { isWebPage } from './is-web-page.ts';
import { MAX_TOKEN } from './session-vault.ts';

const TIMEOUT_MS = 15_000;

const user = z.object({ id: z.string().max(128), name: z.string().catch(''), email: z.string().catch('') });
const signedIn = z.object({ token: z.string().min(1).max(MAX_TOKEN).optional(), user });
const problem = z.object({
  code: z.string().optional(),
  detail: z.string().optional(),
  message: z.string().optional(),
});
const accessToken = z.object({ token: z.string().min(1) });

/** Why a request to the server's accounts failed, in words a person can act on. */
export interface AuthFailure {
  ok: false;
  code: string;
  message: string;
}

/** A session the server opened. */
export interface AuthSession {
  ok: true;
  token: string;
  user: z.infer<typeof user>;
}

/** Talks to Better Auth on one server; the only code that sees session tokens on the wire. */
export interface AuthClient {
  signIn: (server: string, input: { email: string; password: string }) => Promise<AuthSession | AuthFailure>;
  signUp: (
    server: string,
    input: { name: string; email: string; password: string; invitation?: string | undefined },
  ) => Promise<AuthSession | AuthFailure>;
  /** Trades what the browser handed over for a session; worthless without the verifier. */
  redeem: (
    server: string,
    input: { token: string; state: string; code_verifier: string },
  ) => Promise<AuthSession | AuthFailure>;
  /** @throws when the server has not heard of it */
  signOut: (server: string, sessionToken: string) => Promise<void>;
  /** @returns the JWT, `signed_out` when the session is over, `away` when the server does not answer */
  mintAccessToken: (server: string, sessionToken: string) => Promise<{ jwt: string } | 'signed_out' | 'away'>;
}

/** Creates the client over the network stack it is given. */
export function createAuthClient(send: typeof fetch): AuthClient {
  const post = (server: string, path: string, body: unknown, sessionToken?: string): Promise<Response> =>
    send(new URL(`/api/auth/${path}`, server), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(sessionToken === undefined ? {} : { authorization: `Bearer ${sessionToken}` }),
      },
      body: JSON.stringify(body),
      redirect: 'error',
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  const open = async (server: string, path: string, body: unknown): Promise<AuthSession | AuthFailure> => {
    try {
      return await readSession(await post(server, path, body));
    } catch {
      return { ok: false, code: 'server_away', message: 'The Parley server cannot be reached right now. Try again.' };
    }
  };
  return {
    signIn: (server, input) => open(server, 'sign-in/email', input),
    signUp: (server, input) => open(server, 'sign-up/email', input),
    redeem: (server, input) => open(server, 'electron/token', input),
    signOut: async (server, sessionToken) => {
      const answered = await post(server, 'sign-out', {}, sessionToken);
      const wasHeard = answered.status < 500 && answered.status !== 429 && !isWebPage(answered);
      if (!wasHeard) throw new Error(`The server answered ${answered.status} to a sign-out.`);
    },
    mintAccessToken: async (server, sessionToken) => {
      try {
        const answered = await send(new URL('/api/auth/token', server), {
          headers: { authorization: `Bearer ${sessionToken}`, accept: 'application/json' },
          redirect: 'error',
          credentials: 'omit',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        if (isWebPage(answered)) return 'away';
        if (answered.status === 401 || answered.status === 403) return 'signed_out';
        const parsed = accessToken.safeParse(await answered.json());
        return answered.ok && parsed.success ? { jwt: parsed.data.token } : 'away';
      } catch {
        return 'away';
      }
    },
  };
}

async function readSession(answered: Response): Promise<AuthSession | AuthFailure> {
  const body: unknown = await answered.json().catch(() => null);
  const session = signedIn.safeParse(body);
  const token = answered.headers.get('set-auth-token') ?? session.data?.token;
  const isUsable = token !== undefined && token.length <= MAX_TOKEN;
  if (answered.ok && session.success && isUsable) return { ok: true, token, user: session.data.user };
  if (answered.ok && session.success && token === undefined)
    return { ok: false, code: 'email_not_verified', message: 'Confirm your address first. Then sign in.' };
  const said = problem.safeParse(body).data ?? {};
  // Better Auth shouts its codes; the page has its words for them in lower case.
  const code = said.code?.toLowerCase() ?? (answered.status === 401 ? 'invalid_email_or_password' : 'unknown');
  return {
    ok: false,
    code: code.slice(0, 64),
    message: (said.detail ?? said.message ?? 'Signing in did not work.').slice(0, 500),
  };
}
