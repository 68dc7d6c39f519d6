import { ApiError, readApiError } from '../client/api-error.ts';
import { AccessToken } from './access-token.ts';
import { authorizedFetch } from './authorized-fetch.ts';
import type { Platform } from './platform.ts';

/** A browser tab: the session is an HttpOnly cookie that scripts cannot read; only the short-lived token is in memory. */
export function createBrowserPlatform(): Platform {
  const accessToken = new AccessToken(() => fetch('/api/auth/token', { credentials: 'same-origin' }));

  async function authenticate(path: string, body: object): Promise<void> {
    const response = await post(path, body);
    accessToken.drop();
    if (!response.ok) throw await readApiError(response);
  }

  return {
    kind: 'browser',
    shell: null,
    fetch: (path, init) => authorizedFetch(accessToken, path, init),
    signIn: (credentials) => authenticate('/api/auth/sign-in/email', credentials),
    signUp: (details) => authenticate('/api/auth/sign-up/email', details),
    signOut: () => authenticate('/api/auth/sign-out', {}),
    openExternal: (url) => void window.open(url, '_blank', 'noopener,noreferrer'),
    onOpen: () => () => undefined,
    onResume: () => () => undefined,
  };
}

async function post(path: string, body: object): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', 'Accept-Language': navigator.language },
      credentials: 'same-origin',
    });
  } catch (error) {
    throw new ApiError(0, navigator.onLine ? 'server_away' : 'offline', { cause: error });
  }
}
