import { type Session, session } from 'electron';
import { APP_SCHEME, isAppUrl } from '../ground/app-origin.ts';
import type { AppRequest } from './handle-app-request.ts';
import { setupPermissions } from './permission-policy.ts';

const REQUESTED_SCHEMES = new Set([`${APP_SCHEME}:`, 'https:', 'wss:', 'data:', 'blob:', 'devtools:']);

/** The partition of every window of the app. */
export const APP_PARTITION = 'persist:parley';

/**
 * Prepares the session all windows use, and makes Electron's default session harmless for a window that strays.
 *
 * @param answer the handler of `parley://`
 * @param devServer the development server with its socket for hot reload; never in a packaged app
 */
export function setupSession(answer: (request: AppRequest) => Promise<Response>, devServer?: string): Session {
  const ours = session.fromPartition(APP_PARTITION);
  for (const each of [ours, session.defaultSession]) {
    setupPermissions(each);
    each.allowNTLMCredentialsForDomains('');
  }
  ours.protocol.handle(APP_SCHEME, answer);
  ours.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isRequestAllowed(url, devServer) }));
  ours.on('will-download', (event, item) => {
    const isOurs = item.getURLChain().every((address) => isAppUrl(address.replace(/^blob:/, '')));
    if (!isOurs) event.preventDefault();
  });
  return ours;
}

/** A second net below the pages' own policy: nothing of a page crosses the network in the clear or reads a file. */
function isRequestAllowed(address: string, devServer: string | undefined): boolean {
  const url = URL.parse(address);
  if (devServer !== undefined && url?.host === new URL(devServer).host) return true;
  return url !== null && REQUESTED_SCHEMES.has(url.protocol);
}
