import type { AccessToken } from './access-token.ts';

/**
 * Sends a request with the current token, once more with a new one when the server no longer takes it.
 *
 * @returns the answer; when no token can be had, the refusal to give one
 */
export async function authorizedFetch(accessToken: AccessToken, path: string, init: RequestInit = {}) {
  if (!needsToken(path)) return fetch(path, { ...init, credentials: 'same-origin' });

  const first = await accessToken.get();
  if ('refusal' in first) return first.refusal;
  const response = await fetch(path, withToken(init, first.token));
  if (response.status !== 401) return response;

  accessToken.drop(first.token);
  await response.body?.cancel();
  const second = await accessToken.get();
  return 'refusal' in second ? second.refusal : fetch(path, withToken(init, second.token));
}

/** Better Auth's own routes go by the cookie, and the configuration is public. */
function needsToken(path: string): boolean {
  const { pathname } = new URL(path, 'http://any.invalid');
  return !pathname.startsWith('/api/auth/') && pathname !== '/api/config';
}

function withToken(init: RequestInit, token: string): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${token}`);
  return { ...init, headers, credentials: 'same-origin' };
}
