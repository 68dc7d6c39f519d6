import type * as z from 'zod/mini';
import { ApiError, isAway, readApiError } from './api-error.ts';
import type { Connectivity } from './connectivity.ts';

/** What a request says about the person: how to speak, and what "tomorrow" means. */
export interface Preferences {
  readonly locale: string;
  readonly timeZone: string;
}

/** Sends a request to where the page came from; a `Platform` is one. */
interface Sender {
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Where requests go out: adds language and zone, notes whether the server is there, and turns failures into ApiErrors. */
export class ApiClient {
  readonly #platform: Sender;
  readonly #connectivity: Connectivity;
  readonly #preferences: () => Preferences;
  readonly #onSessionEnd: () => void;

  constructor(options: {
    platform: Sender;
    connectivity: Connectivity;
    preferences: () => Preferences;
    onSessionEnd: () => void;
  }) {
    this.#platform = options.platform;
    this.#connectivity = options.connectivity;
    this.#preferences = options.preferences;
    this.#onSessionEnd = options.onSessionEnd;
  }

  /**
   * Sends a request and gives its answer as it is, whatever its status; ChatKit's requests go through here too.
   *
   * @throws ApiError `offline` or `server_away` when nothing answered
   * @throws DOMException `AbortError` when the caller gave up
   */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.#attempt(path, this.#withPreferences(init));
    this.#connectivity.report(!isAway(response));
    if (response.status === 401 && !path.startsWith('/api/auth/')) this.#onSessionEnd();
    return response;
  }

  /**
   * Sends a request and parses the JSON it answers.
   *
   * @throws ApiError for everything but success
   */
  async json<Schema extends z.ZodMiniType>(
    schema: Schema,
    path: string,
    options: ApiRequest = {},
  ): Promise<z.output<Schema>> {
    const { body, headers, ...init } = options;
    const response = await this.send(path, {
      ...init,
      headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await readApiError(response);
    return schema.parse(response.status === 204 ? null : await response.json());
  }

  async #attempt(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#platform.fetch(path, init);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#connectivity.report(false);
      const code = this.#connectivity.current() === 'offline' ? 'offline' : 'server_away';
      throw new ApiError(0, code, { cause: error });
    }
  }

  #withPreferences(init: RequestInit): RequestInit {
    const { locale, timeZone } = this.#preferences();
    const headers = new Headers(init.headers);
    // Also over what ChatKit resolved: that is the same language, without the region that writes the dates.
    headers.set('Accept-Language', locale);
    headers.set('Time-Zone', timeZone);
    // Files are fetched from where the page came from: the desktop's pages can reach nothing else.
    headers.append('Prefer', 'relative-links');
    return { ...init, headers };
  }
}

/** A request with a JSON body. */
export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}
