/** A browser as far as sign-in goes: it keeps cookies and stops at every redirect. */
export interface CookieBrowser {
  readonly cookies: Map<string, string>;
  fetch(url: string, init?: { method?: string; body?: unknown }): Promise<Response>;
  /** Opens an address and follows where it leads. @returns the last address, and its answer */
  open(url: string): Promise<{ url: URL; response: Response }>;
}

/** Starts with no cookies. Cookies are kept by name alone: hosts of a test differ by port, which cookies ignore too. */
export function createCookieBrowser(): CookieBrowser {
  const cookies = new Map<string, string>();
  const ask = async (url: string, init: { method?: string; body?: unknown } = {}): Promise<Response> => {
    const response = await fetch(url, {
      method: init.method ?? 'GET',
      redirect: 'manual',
      headers: {
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(init.body === undefined ? {} : { 'Content-Type': 'application/json', Origin: new URL(url).origin }),
      },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (value === '' || /max-age=0\b/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return {
    cookies,
    fetch: ask,
    open: async (url) => {
      let current = new URL(url);
      let response = await ask(current.href);
      for (let hops = 0; response.status >= 300 && response.status < 400 && hops < 10; hops += 1) {
        current = new URL(response.headers.get('Location') ?? '', current);
        response = await ask(current.href);
      }
      return { url: current, response };
    },
  };
}
