import type { Request } from 'playwright';
import { onlyKnown, record } from './double-state.ts';

type Headers = Record<string, string>;
type Listener<Details, Answer> = (details: Details, answer: (value: Answer) => void) => void;
type RequestAnswer = { cancel?: boolean; redirectURL?: string };
type HeadersAnswer = { cancel?: boolean; requestHeaders?: Headers };
type ReceivedAnswer = { cancel?: boolean; responseHeaders?: Record<string, string | string[]>; statusLine?: string };
type Hook<Details, Answer> = { urls: RegExp[] | null; listener: Listener<Details, Answer> } | null;

const KINDS: Record<string, string> = { document: 'mainFrame', fetch: 'xhr', websocket: 'webSocket' };

/** Electron's `webRequest` of one session: one listener per event, of which the last one set counts. */
export class WebRequest {
  #before: Hook<object, RequestAnswer> = null;
  #sending: Hook<object, HeadersAnswer> = null;
  #received: Hook<object, ReceivedAnswer> = null;

  /** What a session offers its app. */
  readonly api = onlyKnown('webRequest', {
    onBeforeRequest: (...values: unknown[]) => {
      record('webRequest.onBeforeRequest', typeof values[0] === 'function' ? null : values[0]);
      this.#before = toHook<object, RequestAnswer>(values);
    },
    onBeforeSendHeaders: (...values: unknown[]) => {
      record('webRequest.onBeforeSendHeaders');
      this.#sending = toHook<object, HeadersAnswer>(values);
    },
    onHeadersReceived: (...values: unknown[]) => {
      record('webRequest.onHeadersReceived');
      this.#received = toHook<object, ReceivedAnswer>(values);
    },
  });

  /** Whether a request of the main process, in this session, may be made. */
  async allows(url: string): Promise<boolean> {
    const { cancel } = await ask(this.#before, url, { url, method: 'GET', resourceType: 'other' }, {});
    return cancel !== true;
  }
  /** Asks the app about a request of a page that is about to be made. */
  async decide(url: string, request: Request): Promise<RequestAnswer> {
    const isInside = request.resourceType() === 'document' && !isTopLevel(request);
    const resourceType = isInside ? 'subFrame' : (KINDS[request.resourceType()] ?? request.resourceType());
    return ask(this.#before, url, { url, method: request.method(), resourceType }, {});
  }
  /** @returns the headers as the app wants them sent */
  async send(url: string, method: string, requestHeaders: Headers): Promise<Headers> {
    const answer = await ask(this.#sending, url, { url, method, requestHeaders }, {});
    return answer.requestHeaders ?? requestHeaders;
  }
  /** @returns the headers as the app wants pages to see them */
  async receive(url: string, statusCode: number, headers: Headers): Promise<Headers> {
    const responseHeaders = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    const answer = await ask(this.#received, url, { url, statusCode, responseHeaders }, {});
    return Object.fromEntries(
      Object.entries(answer.responseHeaders ?? responseHeaders).map(([name, value]) => [
        name,
        [value].flat().join(', '),
      ]),
    );
  }
}

function toHook<Details, Answer>(values: unknown[]): Hook<Details, Answer> {
  const [first, second] = values;
  const listener = (second === undefined ? first : second) as Listener<Details, Answer> | null;
  if (listener === null) return null;
  if (typeof listener !== 'function') throw new TypeError('Must pass null or a Function');
  const { urls = null } = second === undefined ? {} : (first as { urls?: string[] });
  return { urls: urls?.map(toPattern) ?? null, listener };
}

/** A match pattern such as `https://*.example.com/*`. */
function toPattern(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /./;
  if (!/^[a-z*]+:\/\//i.test(pattern)) throw new TypeError(`Invalid url pattern ${pattern}: Missing scheme separator.`);
  const source = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${source}$`);
}

function ask<Details, Answer>(
  hook: Hook<Details, Answer>,
  url: string,
  details: Details,
  none: Answer,
): Promise<Answer> {
  if (hook === null || hook.urls?.some((pattern) => pattern.test(url)) === false) return Promise.resolve(none);
  return new Promise((resolve) => hook.listener(details, resolve));
}

function isTopLevel(request: Request): boolean {
  try {
    return request.frame().parentFrame() === null;
  } catch {
    return true;
  }
}
