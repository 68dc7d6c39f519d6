import type { Logger } from 'pino';
import type { AccountSession } from './accounts.ts';
import { isWebPage } from './is-web-page.ts';
import { problemResponse } from './problem-response.ts';

const NOT_FORWARDED = new Set([
  'accept-encoding',
  'authorization',
  'connection',
  'content-length',
  'cookie',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const NOT_RETURNED = new Set([
  'clear-site-data',
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'proxy-authenticate',
  'set-auth-token',
  'set-cookie',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** What a page may ask of Better Auth; signing in and out goes through the bridge, so that no token passes the page. */
const AUTH_ROUTES = new Set([
  'GET /api/auth/get-session',
  'GET /api/auth/list-accounts',
  'GET /api/auth/list-sessions',
  'POST /api/auth/revoke-session',
  'POST /api/auth/revoke-other-sessions',
  'POST /api/auth/unlink-account',
  'POST /api/auth/update-user',
  'POST /api/auth/change-password',
  'POST /api/auth/change-email',
  'POST /api/auth/request-password-reset',
]);

/** What the proxy needs to reach the API as the person who is signed in. */
export interface ApiProxyDeps {
  server: () => string;
  /** Who is signed in; the long-lived token is for Better Auth's own routes. */
  session: () => AccountSession | null;
  /** A short token for the API; null when the session is over. */
  accessToken: (session: AccountSession) => Promise<string | null>;
  /** The API refused the short token. */
  forgetAccessToken: () => void;
  /** The server does not know the session any more. */
  dropSession: (sessionToken: string) => Promise<void>;
  /** The server replaced a session token. */
  replaceToken: (sessionToken: string, newer: string) => Promise<void>;
  reportReachable: (isReachable: boolean) => void;
  /** Whether this computer has a network at all. */
  isOnline: () => boolean;
  fetch: typeof fetch;
  logger: Logger;
}

/** Forwards `parley://app/api/*` to the server the person chose, adds the token and streams both ways. */
export function createApiProxy(deps: ApiProxyDeps): (request: Request, url: URL) => Promise<Response> {
  return async (request, url) => {
    if (!isPlainPath(url.pathname)) return problemResponse(400, 'invalid_request', 'This address is not valid.');
    const isAuth = /^\/api\/auth(?:\/|$)/i.test(decodeURIComponent(url.pathname));
    if (isAuth && !AUTH_ROUTES.has(`${request.method} ${url.pathname}`)) {
      return problemResponse(403, 'not_supported', 'The desktop app signs in and out by itself.');
    }
    const [server, session] = [deps.server(), deps.session()];
    const target = new URL(url.pathname + url.search, server);
    if (target.origin !== server) return problemResponse(400, 'invalid_request', 'This address is not valid.');
    try {
      // The addresses of files are signed: whoever was given one needs no token.
      const isOpen = url.pathname === '/api/config' || url.pathname.startsWith('/api/files/');
      const token = isOpen || session === null ? null : isAuth ? session.token : await deps.accessToken(session);
      if (token === null && !isOpen) return signedOutResponse(url);
      const stopped = new AbortController();
      const signal = AbortSignal.any([request.signal, stopped.signal]);
      const answered = await deps.fetch(target, { ...forwardedInit(request, token), signal });
      const endRequest = (): void => stopped.abort();
      const response = await returned(answered, { ...deps, authToken: isAuth ? token : null, endRequest });
      if (isAuth && token !== null && (await isSessionOver(url, response))) await deps.dropSession(token);
      return response;
    } catch (error) {
      if (request.signal.aborted) throw error;
      deps.reportReachable(false);
      deps.logger.warn({ err: error, path: url.pathname }, 'the server did not answer');
      return deps.isOnline()
        ? problemResponse(503, 'server_away', 'The Parley server cannot be reached right now.')
        : problemResponse(503, 'offline', 'This computer is offline.');
    }
  };
}

/** A path that a server between here and the API could read as another one is no path of ours. */
function isPlainPath(pathname: string): boolean {
  try {
    return !/[\\%;]|\/\/|\/\.{1,2}(?:\/|$)|\p{Cc}/u.test(decodeURIComponent(pathname));
  } catch {
    return false;
  }
}

function forwardedInit(request: Request, token: string | null): RequestInit {
  const headers = new Headers();
  for (const [name, value] of request.headers) {
    if (!NOT_FORWARDED.has(name) && !name.startsWith('sec-') && !name.startsWith('proxy-')) headers.set(name, value);
  }
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD' && request.body !== null;
  return {
    method: request.method,
    headers,
    redirect: 'error',
    credentials: 'omit',
    ...(hasBody ? { body: request.body, duplex: 'half' } : {}),
  };
}

/** @param deps.authToken the session token that was sent, when it was; such answers may hold a newer one */
async function returned(
  answered: Response,
  deps: ApiProxyDeps & { authToken: string | null; endRequest: () => void },
): Promise<Response> {
  // A captive portal answers 200 with HTML where our API never does.
  if (isWebPage(answered)) {
    deps.endRequest();
    deps.reportReachable(false);
    return problemResponse(503, 'server_away', 'Something other than Parley answered. Check your network connection.');
  }
  deps.reportReachable(true);
  const { authToken } = deps;
  if (answered.status === 401 && authToken === null) deps.forgetAccessToken();
  const newer = answered.headers.get('set-auth-token');
  if (authToken !== null && newer !== null) await deps.replaceToken(authToken, newer);
  const headers = new Headers();
  for (const [name, value] of answered.headers) {
    if (!NOT_RETURNED.has(name) && !name.startsWith('access-control-')) headers.set(name, value);
  }
  const body =
    authToken === null ? endingWithPage(answered.body, deps.endRequest) : withoutTokens(await answered.text());
  return new Response(body, { status: answered.status, statusText: answered.statusText, headers });
}

/**
 * All that Electron does when a page stops listening is to cancel the body; the request below it would go on, and with it
 * what the server does for it.
 */
function endingWithPage(body: Response['body'], endRequest: () => void): Response['body'] {
  if (body === null) return null;
  const reader = body.getReader();
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => {
      reader.cancel().catch(() => undefined);
      endRequest();
    },
  });
}

/** Better Auth answers the question for the session with nobody, and everything else that needs one with 401. */
async function isSessionOver(url: URL, response: Response): Promise<boolean> {
  if (response.status === 401) return true;
  return url.pathname === '/api/auth/get-session' && response.ok && (await response.clone().text()) === 'null';
}

function withoutTokens(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json, (key, value: unknown) => (key === 'token' ? undefined : value)));
  } catch {
    return '';
  }
}

function signedOutResponse(url: URL): Response {
  if (url.pathname === '/api/auth/get-session') return Response.json(null);
  return problemResponse(401, 'not_signed_in', 'Sign in to go on.');
}
