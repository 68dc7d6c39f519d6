import type { App, Event, WebContents, WebContentsWillFrameNavigateEventParams } from 'electron';
import { isApiUrl, isAppUrl } from '../ground/app-origin.ts';
import type { ExternalLinks } from './external-links.ts';
import { CHATKIT_ORIGIN } from './permission-policy.ts';
import { watchGestures } from './watch-gestures.ts';

/**
 * Whether a frame may show an address. The top frame stays in the app; frames inside it may only be the hosted chat.
 */
export function isNavigationAllowed(address: string, isMainFrame: boolean): boolean {
  if (isMainFrame) return isAppUrl(address) && !isApiUrl(address);
  return address === 'about:blank' || address === 'about:srcdoc' || isHostedChat(URL.parse(address));
}

/** A `blob:` of the chat has the chat's origin as well, and is no page the CDN serves. */
function isHostedChat(url: URL | null): boolean {
  return url?.protocol === 'https:' && url.origin === CHATKIT_ORIGIN && url.username === '' && url.password === '';
}

/** Puts the navigation, window and webview rules on everything that shows a page, from its first moment. */
export function setupWebContentsGuards(app: App, openExternally: ExternalLinks): void {
  app.on('web-contents-created', (_created, contents) => guard(contents, openExternally));
}

function guard(contents: WebContents, openExternally: ExternalLinks): void {
  const takeGesture = watchGestures(contents);
  let home: string | null = null;
  // A call in the hosted chat's frame must not tell the addresses of this computer.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  const stay = (details: Event<WebContentsWillFrameNavigateEventParams>): void => {
    if (isNavigationAllowed(details.url, details.isMainFrame)) return;
    details.preventDefault();
    if (details.isMainFrame && !isAppUrl(details.url)) void openExternally(details.url, takeGesture());
  };
  contents.on('will-frame-navigate', stay);
  contents.on('will-navigate', (details) => {
    if (!isNavigationAllowed(details.url, true)) details.preventDefault();
  });
  contents.on('will-redirect', (details) => {
    if (!isNavigationAllowed(details.url, details.isMainFrame)) details.preventDefault();
  });
  contents.on('did-navigate', (_event, address) => {
    if (isNavigationAllowed(address, true)) home = address;
    // Documents that are made without a request, such as about:blank, can only be left again.
    else if (home !== null) contents.loadURL(home).catch(() => undefined);
  });
  // None of our pages asks to stay; what runs beside them must not keep the app from leaving.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault();
    answer('');
  });
  contents.setWindowOpenHandler(({ url }) => {
    void openExternally(url, takeGesture());
    return { action: 'deny' };
  });
}
