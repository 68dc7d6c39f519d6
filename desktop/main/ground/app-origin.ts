/** The scheme that serves the app's pages and names its deep links. */
export const APP_SCHEME = 'parley';

export const APP_ORIGIN = 'parley://app';

/** Whether an address is one of the app's own pages; compares parsed parts, never prefixes. */
export function isAppUrl(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'parley:' && url.host === 'app' && url.username === '' && url.password === '';
}

/** Whether an address is the API behind the app's origin, whose answers are data and never pages. */
export function isApiUrl(address: string): boolean {
  return isAppUrl(address) && new URL(address).pathname.startsWith('/api/');
}
