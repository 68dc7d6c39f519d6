import { readApiError } from '../client/api-error.ts';
import { AccessToken } from './access-token.ts';
import { authorizedFetch } from './authorized-fetch.ts';
import { postJson } from './post-json.ts';
import { openProvider } from './open-provider.ts';
import type { Platform } from './platform.ts';

/** A browser tab: the session is an HttpOnly cookie that scripts cannot read; only the short-lived token is in memory. */
export function createBrowserPlatform(): Platform {
  const accessToken = new AccessToken(() => fetch('/api/auth/token', { credentials: 'same-origin' }));

  async function authenticate(path: string, body: object): Promise<void> {
    const response = await postJson(path, body);
    accessToken.drop();
    if (!response.ok) throw await readApiError(response);
  }

  return {
    kind: 'browser',
    shell: null,
    fetch: (path, init) => authorizedFetch(accessToken, path, init),
    signIn: (credentials) => authenticate('/api/auth/sign-in/email', credentials),
    signUp: (details) => authenticate('/api/auth/sign-up/email', details),
    signInWith: (provider, invitation) =>
      openProvider({ action: 'sign-in', provider, invitation, back: pageToReturnTo(), backAfterFailure: '/sign-in' }),
    signInWithPasskey: (response) => authenticate('/api/auth/passkey/verify-authentication', { response }),
    signOut: () => authenticate('/api/auth/sign-out', {}),
    openExternal: (url) => void window.open(url, '_blank', 'noopener,noreferrer'),
    onOpen: () => () => undefined,
    onResume: () => () => undefined,
    onNextPane: () => () => undefined,
  };
}

/** The page that was asked for, unless that was signing in itself. */
function pageToReturnTo(): string {
  return /^\/sign-(?:in|up)\b/.test(location.pathname) ? '/' : location.pathname + location.search;
}
