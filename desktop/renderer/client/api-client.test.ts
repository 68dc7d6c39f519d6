import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Platform } from '../platform/platform.ts';
import { sendJson, startFakeApi } from '../testing/fake-api.ts';
import { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { Connectivity } from './connectivity.ts';

const thing = z.object({ id: z.number() });

function setUp(base: string, options: { hasNetwork?: boolean } = {}) {
  const connectivity = new Connectivity(() => options.hasNetwork ?? true);
  const ended: number[] = [];
  const platform: Platform = {
    kind: 'browser',
    shell: null,
    fetch: (path, init) => fetch(base + path, init),
    signIn: async () => undefined,
    signUp: async () => undefined,
    signInWith: async () => undefined,
    signInWithPasskey: null,
    signOut: async () => undefined,
    openExternal: () => undefined,
    onOpen: () => () => undefined,
    onResume: () => () => undefined,
    onNextPane: () => () => undefined,
  };
  const client = new ApiClient({
    platform,
    connectivity,
    preferences: () => ({ locale: 'es-MX', timeZone: 'America/Mexico_City' }),
    onSessionEnd: () => ended.push(1),
  });
  return { client, connectivity, ended };
}

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error('No ApiError was thrown.');
  return error;
}

describe('ApiClient', () => {
  it('says with every request which language and zone the person lives in', async () => {
    const api = await startFakeApi((_request, response) => sendJson(response, 200, { id: 1 }));
    await setUp(api.url).client.json(thing, '/api/u1/thing', { method: 'POST', body: { a: 1 } });
    expect(api.seen[0]).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
      headers: {
        'accept-language': 'es-MX',
        'time-zone': 'America/Mexico_City',
        'content-type': 'application/json',
      },
    });
  });

  it('keeps the headers ChatKit sets, but writes dates as the region of the person does', async () => {
    const api = await startFakeApi((_request, response) => sendJson(response, 200, {}));
    await setUp(api.url).client.send('/api/u1/chat', { headers: { 'Accept-Language': 'es', 'X-ChatKit': '1' } });
    expect(api.seen[0]?.headers).toMatchObject({ 'accept-language': 'es-MX', 'x-chatkit': '1' });
  });

  it('turns a problem document into an error with its code, sentence and wait', async () => {
    const api = await startFakeApi((_request, response) =>
      sendJson(response, 429, { code: 'rate_limited', detail: 'Slow down.' }, { 'Retry-After': '7' }),
    );
    const error = await failureOf(setUp(api.url).client.json(thing, '/api/u1/thing'));
    expect(error).toMatchObject({ status: 429, code: 'rate_limited', detail: 'Slow down.', retryAfter: 7 });
  });

  it('reads the codes of the sign-in routes too', async () => {
    const api = await startFakeApi((_request, response) =>
      sendJson(response, 401, { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' }),
    );
    const { client, ended } = setUp(api.url);
    const error = await failureOf(client.json(thing, '/api/auth/sign-in/email'));
    expect(error.code).toBe('invalid_email_or_password');
    expect(ended).toHaveLength(0);
  });

  it('tells when the session is over', async () => {
    const api = await startFakeApi((_request, response) => sendJson(response, 401, { code: 'not_signed_in' }));
    const { client, ended } = setUp(api.url);
    await failureOf(client.json(thing, '/api/u1/thing'));
    expect(ended).toHaveLength(1);
  });

  it('knows an unanswered request from a device without network, and both from an answer', async () => {
    const api = await startFakeApi((_request, response) => sendJson(response, 200, { id: 1 }));
    const online = setUp(api.url);
    const offline = setUp(api.url, { hasNetwork: false });
    await api.stop();
    expect((await failureOf(online.client.json(thing, '/api/u1/thing'))).code).toBe('server_away');
    expect(online.connectivity.current()).toBe('away');
    expect((await failureOf(offline.client.json(thing, '/api/u1/thing'))).code).toBe('offline');
    expect(offline.connectivity.current()).toBe('offline');
  });

  it('takes a 503 and a gateway page for a server that is away, and notices when it is back', async () => {
    const answers = [
      { status: 503, type: 'application/problem+json', text: '{"code":"database_unavailable"}' },
      { status: 502, type: 'text/html', text: '<h1>Bad gateway</h1>' },
      { status: 200, type: 'application/json', text: '{"id":1}' },
    ];
    const api = await startFakeApi((_request, response) => {
      const { status, type, text } = answers[api.seen.length - 1] ?? { status: 500, type: 'text/plain', text: '' };
      response.writeHead(status, { 'Content-Type': type }).end(text);
    });
    const { client, connectivity } = setUp(api.url);
    const reaches: string[] = [];
    connectivity.subscribe(() => reaches.push(connectivity.current()));
    expect((await failureOf(client.json(thing, '/api/u1/thing'))).code).toBe('database_unavailable');
    expect((await failureOf(client.json(thing, '/api/u1/thing'))).code).toBe('server_away');
    await client.json(thing, '/api/u1/thing');
    expect(reaches).toEqual(['away', 'reachable']);
  });

  it('does not take a caller that gave up for a server that is away', async () => {
    const api = await startFakeApi(() => undefined);
    const { client, connectivity } = setUp(api.url);
    const waiting = client.json(thing, '/api/u1/thing', { signal: AbortSignal.timeout(30) });
    await expect(waiting).rejects.not.toBeInstanceOf(ApiError);
    expect(connectivity.current()).toBe('reachable');
  });
});
