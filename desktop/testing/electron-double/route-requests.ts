import type { BrowserContext, Page, Request, Route } from 'playwright';
import { double } from './double-state.ts';
import type { Session } from './session.ts';

/** The contents of a window, as far as requests of its page are decided. */
interface RequestOwner {
  decideNavigation: (request: Request) => boolean;
  decideRedirect: (shown: string, isMainFrame: boolean) => boolean;
  decideStray: (request: Request) => void;
  /** When the page last got a click or a key. */
  lastInputAt: number;
}

const owners = new Map<Page, RequestOwner>();
const routed = new WeakSet<BrowserContext>();

/** Says which window a page belongs to; a page of no window is closed. */
export function ownPage(page: Page, owner: RequestOwner): void {
  owners.set(page, owner);
}

/** Sends every request of a context past the app: navigations are its decision, foreign addresses are stopped and noted. */
export async function routeRequests(context: BrowserContext, session: Session): Promise<void> {
  if (routed.has(context)) return;
  routed.add(context);
  // The scheme's server answers by itself, and a redirect it answers with is a decision of the app as well.
  session.servers.decideRedirect = (realFrom, shownTo, isMainFrame) =>
    [...owners].every(
      ([page, owner]) =>
        page.context() !== context || !showsOrLoads(page, realFrom) || owner.decideRedirect(shownTo, isMainFrame),
    );
  await context.route('**/*', (route) => decideRoute(route, session, context));
  context.on('page', (page) => setTimeout(() => void closeStranger(page), 0));
}

const loading = new Map<Page, string>();

function showsOrLoads(page: Page, real: string): boolean {
  return !page.isClosed() && loading.get(page) === real;
}

async function decideRoute(route: Route, session: Session, context: BrowserContext): Promise<void> {
  const request = route.request();
  const page = request.serviceWorker() ? null : pageOf(request);
  const owner = page ? owners.get(page) : undefined;
  if (!page || !owner) {
    if (request.isNavigationRequest()) ownerIn(context)?.decideStray(request);
    return route.abort('aborted');
  }
  if (request.isNavigationRequest()) {
    if (!owner.decideNavigation(request)) return route.abort('aborted');
    loading.set(page, request.url());
  }
  const shown = session.servers.toShown(request.url());
  const { cancel = false } = await session.requests.decide(shown, request);
  if (cancel) return route.abort('blockedbyclient');
  if (session.servers.isOurs(request.url())) return route.continue();
  return answerForeign(route, request, owner, session);
}

async function answerForeign(route: Route, request: Request, owner: RequestOwner, session: Session): Promise<void> {
  for (const [prefix, { body, contentType, status = 200, redirect }] of double.stubs) {
    if (!request.url().startsWith(prefix)) continue;
    if (redirect === undefined) return route.fulfill({ status, body, contentType });
    const isMainFrame = request.frame().parentFrame() === null;
    const isAllowed = !request.isNavigationRequest() || owner.decideRedirect(redirect, isMainFrame);
    return route.abort(isAllowed ? 'blockedbyclient' : 'aborted');
  }
  if (double.config.hasLoopback && new URL(request.url()).hostname === '127.0.0.1') {
    const headers = await session.requests.send(request.url(), request.method(), await request.allHeaders());
    const response = await route.fetch({ headers, maxRedirects: 0 }).catch(() => null);
    if (!response) return route.abort('connectionrefused');
    const received = await session.requests.receive(request.url(), response.status(), response.headers());
    return route.fulfill({ response, headers: received });
  }
  double.blockedRequests.push(request.url());
  return route.abort('blockedbyclient');
}

function ownerIn(context: BrowserContext): RequestOwner | undefined {
  const here = [...owners].filter(([page]) => !page.isClosed() && page.context() === context);
  // Nobody says who opened it: the window somebody clicked in last.
  return here.map(([, owner]) => owner).toSorted((one, other) => other.lastInputAt - one.lastInputAt)[0];
}

function pageOf(request: Request): Page | null {
  try {
    return request.frame().page();
  } catch {
    // A navigation of a page that is only being opened has no frame yet.
    return null;
  }
}

async function closeStranger(page: Page): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (!owners.has(page)) await page.close().catch(() => undefined);
}
