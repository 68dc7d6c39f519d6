/** What the pages of mailed links are called. */
export const LINK_PAGES = ['/forgot-password', '/reset-password', '/verify-address'] as const;

/** A page that a mail leads to, or that has one sent. */
export type LinkPage = (typeof LINK_PAGES)[number];

/** The page of mailed links that an address names; undefined for all others. */
export function findLinkPage(path: string): LinkPage | undefined {
  return LINK_PAGES.find((page) => page === path.replace(/\/$/, ''));
}

/**
 * Takes the token of a mailed link out of the address: neither the history nor a copied address has it then.
 *
 * @returns null when there is none that could be whole
 */
export function takeLinkToken(): string | null {
  if (!findLinkPage(location.pathname)) return null;
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
  // Another link in the same tab changes nothing but the fragment.
  addEventListener('hashchange', () => location.reload());
  return token !== null && /^[\w-]{33}$/.test(token) ? token : null;
}
