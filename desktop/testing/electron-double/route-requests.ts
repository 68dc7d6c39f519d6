import type { BrowserContext, Page, Request, Route } from 'playwright';
import { double } from './double-state.ts';
import type { SchemeServers } from './scheme-server.ts';

/** The contents of a window, as far as requests of its page are decided. */
interface RequestOwner {
  decideNavigation: (request: Request) => boolean;
}

const owners = new Map<Page, RequestOwner>();
const routed = new WeakSet<BrowserContext>();

/** Says which window a page belongs to; a page of no window is closed. */
export function ownPage(page: Page, owner: RequestOwner): void {
  owners.set(page, owner);
}

/** Sends every request of a context past the app: navigations are its decision, foreign addresses are stopped and noted. */
export async function routeRequests(context: BrowserContext, servers: SchemeServers): Promise<void> {
  if (routed.has(context)) return;
  routed.add(context);
  await context.route('**/*', (route) => decideRoute(route, servers));
  context.on('page', (page) => setTimeout(() => void closeStranger(page), 0));
}

async function decideRoute(route: Route, servers: SchemeServers): Promise<void> {
  const request = route.request();
  const page = request.serviceWorker() ? null : pageOf(request);
  const owner = page ? owners.get(page) : undefined;
  if (!owner) return route.abort('aborted');
  if (request.isNavigationRequest() && !owner.decideNavigation(request)) return route.abort('aborted');
  if (servers.isOurs(request.url())) return route.continue();
  for (const [prefix, { body, contentType }] of double.stubs) {
    if (request.url().startsWith(prefix)) return route.fulfill({ body, contentType });
  }
  double.blockedRequests.push(request.url());
  return route.abort('blockedbyclient');
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
