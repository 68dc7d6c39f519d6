import type { ApiClient } from '../client/api-client.ts';

/** How ChatKit reaches the server. */
export interface ChatConnection {
  readonly fetch: typeof fetch;
  /** Tells when an answer that was stopped has ended, and what it left can be read. @returns ends it */
  onStopped(listener: () => void): () => void;
}

/**
 * The fetch ChatKit sends everything through: signed in on our own origin, untouched elsewhere, so that a presigned
 * upload address never gets the person's token. An answer goes on at the server when its connection is lost, or its
 * page: only Stop, for which ChatKit has no message and aborts its request, stops it.
 */
export function connectChat(api: ApiClient): ChatConnection {
  const listeners = new Set<() => void>();
  /** What is sent next would be refused as long as what was stopped has not ended. */
  let stopping: Promise<unknown> = Promise.resolve();
  const stop = (chatPath: string, conversationId: string): void => {
    const asked = api.send(`${chatPath}/stop`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ conversation_id: conversationId }),
      // Whoever stops and leaves has stopped.
      keepalive: true,
    });
    stopping = asked.then(
      () => listeners.forEach((listener) => listener()),
      () => undefined,
    );
  };
  return {
    fetch: async (input, init = {}) => {
      const url = new URL(input instanceof Request ? input.url : input, location.href);
      if (url.origin !== location.origin) return fetch(input, init);
      const path = url.pathname + url.search;
      if (!path.endsWith('/chat')) return api.send(path, init);
      await stopping;
      return sendOutliving(api, path, init, (id) => stop(path, id));
    },
    onStopped: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Sends what is not to end with its connection. Once it is aborted, its answer says which conversation is to be stopped. */
async function sendOutliving(
  api: ApiClient,
  path: string,
  { signal, headers, ...init }: RequestInit,
  stop: (conversationId: string) => void,
): Promise<Response> {
  signal?.throwIfAborted();
  const connection = new AbortController();
  const outliving = new Headers(headers);
  outliving.append('Prefer', 'outlive-connection');
  const sent = api.send(path, { ...init, headers: outliving, signal: connection.signal });
  const stopped = Promise.withResolvers<never>();
  const leave = (response: Response): void => {
    const conversationId = response.headers.get('Conversation-Id');
    connection.abort();
    if (conversationId !== null) stop(conversationId);
  };
  signal?.addEventListener('abort', () => {
    stopped.reject(signal.reason);
    sent.then(leave, () => undefined);
  });
  return Promise.race([sent, stopped.promise]);
}
