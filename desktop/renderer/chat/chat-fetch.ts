import type { ApiClient } from '../client/api-client.ts';

/**
 * The fetch ChatKit sends everything through: signed in on our own origin, untouched elsewhere, so that a presigned
 * upload address never gets the person's token.
 */
export function chatFetch(api: ApiClient): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (url.origin !== location.origin) return fetch(input, init);
    return api.send(url.pathname + url.search, init);
  };
}
