import { z } from 'zod';
import type { AccountSession } from './accounts.ts';
import { isWebPage } from './is-web-page.ts';

const problem = z.object({ detail: z.string().optional(), code: z.string().optional() });

/** The API refused, in words a person can act on. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string;
  /** The server's words, which may name tasks: for the person, and in no log. */
  readonly text: string;
  /** When the server says to try again; null when it says nothing about it. */
  readonly retryAfterMs: number | null;
  constructor(status: number, code: string, text: string, retryAfterMs: number | null = null) {
    super(`The server answered ${status}.`);
    this.name = 'ApiRefusal';
    this.status = status;
    this.code = code.slice(0, 64);
    this.text = text;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The request cannot have reached the server: sending it again is safe. */
export class ApiUnreached extends Error {
  override readonly name = 'ApiUnreached';
}

/** What a request needs; `session` is null while signed out. */
export interface ApiRequestDeps {
  session: () => AccountSession | null;
  /** @returns null when the session is over */
  accessToken: (session: AccountSession) => Promise<string | null>;
  forgetAccessToken: () => void;
  locale: () => string;
  fetch: typeof fetch;
}

/** One request below `/api/:userId/`. */
interface ApiCall {
  method: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal: AbortSignal;
}

/** Sends a request as whoever is signed in. @throws ApiRefusal, ApiUnreached, or what the network says */
export type SendRequest = (call: ApiCall) => Promise<Response>;

/**
 * Creates the way to the API.
 *
 * @returns gives the answer as it came; only a refused token is renewed, once, and no web page passes for an answer
 */
export function createSendRequest(deps: ApiRequestDeps): SendRequest {
  const send = async (session: AccountSession, { method, path, body, headers, signal }: ApiCall): Promise<Response> => {
    const token = await deps.accessToken(session).catch((error: unknown) => {
      throw new ApiUnreached('The server cannot be reached.', { cause: error });
    });
    if (token === null) throw notSignedIn();
    return deps
      .fetch(new URL(`/api/${encodeURIComponent(session.userId)}/${path}`, session.server), {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          'accept-language': deps.locale(),
          'time-zone': Intl.DateTimeFormat().resolvedOptions().timeZone,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        credentials: 'omit',
        signal,
      })
      .catch((error: unknown) => {
        if (neverLeft(error)) throw new ApiUnreached('The server cannot be reached.', { cause: error });
        throw error;
      });
  };
  return async (call) => {
    const session = deps.session();
    if (session === null) throw notSignedIn();
    let answered = await send(session, call);
    if (answered.status === 401) {
      deps.forgetAccessToken();
      answered = await send(session, call);
    }
    if (!isWebPage(answered)) return answered;
    // A gateway in front of Parley may have passed the request on before it gave up; a captive portal has not.
    if (answered.status >= 500) throw new Error(`A gateway answered ${answered.status}.`);
    throw new ApiUnreached('Something other than Parley answered.');
  };
}

/** @returns the JSON of an answer, null when there is none. @throws ApiRefusal when it is a refusal */
export async function readAnswer(answered: Response): Promise<unknown> {
  const json: unknown = answered.status === 204 ? null : await answered.json().catch(() => null);
  if (answered.ok) return json;
  const said = problem.safeParse(json).data ?? {};
  throw new ApiRefusal(
    answered.status,
    said.code ?? 'failed',
    said.detail ?? 'Parley could not do that. Try again.',
    toMilliseconds(answered.headers.get('retry-after')),
  );
}

function notSignedIn(): ApiRefusal {
  return new ApiRefusal(401, 'not_signed_in', 'Sign in to Parley first.');
}

function toMilliseconds(seconds: string | null): number | null {
  return seconds !== null && /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1000 : null;
}

const NEVER_LEFT = [
  'ERR_INTERNET_DISCONNECTED',
  'ERR_CONNECTION_REFUSED',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_CERT_',
  'ECONNREFUSED',
  'ENOTFOUND',
  'ENETUNREACH',
];

/** Chromium and Node name connection failures differently, and neither gives them a type. */
function neverLeft(error: unknown): boolean {
  const described = error instanceof Error ? `${error.message} ${causeOf(error)}` : '';
  return NEVER_LEFT.some((name) => described.includes(name));
}

function causeOf(error: Error): string {
  const { cause } = error;
  if (!(cause instanceof Error)) return '';
  return `${cause.message} ${'code' in cause ? String(cause.code) : ''}`;
}
