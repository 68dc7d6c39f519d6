import { type Session, session } from 'electron';
import { APP_SCHEME, isAppUrl } from '../app-origin.ts';
import type { AppRequest } from '../protocol/handle-app-request.ts';
import { setupPermissions } from './permission-policy.ts';

/** The partition of every window of the app. */
export const APP_PARTITION = 'persist:parley';

/**
 * Prepares the session all windows use, and makes Electron's default session harmless for a window that strays.
 *
 * @param answer the handler of `parley://`
 */
export function setupSession(answer: (request: AppRequest) => Promise<Response>): Session {
  const ours = session.fromPartition(APP_PARTITION);
  for (const each of [ours, session.defaultSession]) {
    setupPermissions(each);
    each.allowNTLMCredentialsForDomains('');
  }
  ours.protocol.handle(APP_SCHEME, answer);
  ours.on('will-download', (event, item) => {
    const isOurs = item.getURLChain().every((address) => isAppUrl(address.replace(/^blob:/, '')));
    if (!isOurs) event.preventDefault();
  });
  return ours;
}
