import type { Session } from 'electron';
import { APP_ORIGIN } from '../ground/app-origin.ts';

/** The hosted chat's frame: a guest in our page, with the copy button as its one privilege. */
export const CHATKIT_ORIGIN = 'https://cdn.platform.openai.com';

/**
 * The one decision about web permissions, for asking and for checking alike: everything is denied but copying.
 *
 * @param requestingOrigin origin or address of the frame that asks; never the window's own
 * @param embeddingOrigin of the page around a frame from elsewhere, where Electron says it
 */
export function isPermissionGranted(
  permission: string,
  requestingOrigin: string | undefined,
  embeddingOrigin: string = APP_ORIGIN,
): boolean {
  const origin = originOf(requestingOrigin ?? '');
  if (permission !== 'clipboard-sanitized-write' || originOf(embeddingOrigin) !== APP_ORIGIN) return false;
  return origin === APP_ORIGIN || origin === CHATKIT_ORIGIN;
}

/** Puts the policy on a session; a session without handlers would grant everything. */
export function setupPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isPermissionGranted(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, { embeddingOrigin }) =>
    isPermissionGranted(permission, requestingOrigin, embeddingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('select-hid-device', (event, _details, answer) => {
    event.preventDefault();
    answer();
  });
  session.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault();
    answer('');
  });
  session.on('select-usb-device', (event, _details, answer) => {
    event.preventDefault();
    answer();
  });
}

function originOf(address: string): string | null {
  const url = URL.parse(address);
  // `URL.origin` is "null" for schemes it does not know, ours among them.
  return url ? `${url.protocol}//${url.host}` : null;
}
