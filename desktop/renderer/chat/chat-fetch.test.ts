import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../client/api-client.ts';
import { Connectivity } from '../client/connectivity.ts';
import { createBrowserPlatform } from '../platform/browser-platform.ts';
import { sendJson, startFakeApi } from '../testing/fake-api.ts';
import { chatFetch } from './chat-fetch.ts';

afterEach(() => vi.unstubAllGlobals());

describe('chatFetch', () => {
  it('sends ChatKit’s requests signed in on our origin, and a presigned upload elsewhere without any of that', async () => {
    const claims = Buffer.from(JSON.stringify({ iat: 0, exp: 300 })).toString('base64url');
    const ours = await startFakeApi((_request, response) => sendJson(response, 200, { token: `e30.${claims}.c2ln` }));
    const storage = await startFakeApi((_request, response) => response.end());
    vi.stubGlobal('location', new URL(`${ours.url}/chat`));
    const platform = createBrowserPlatform();
    const realFetch = fetch;
    // Node's fetch takes absolute addresses only; a page resolves them against itself.
    vi.stubGlobal('fetch', (input: string, init?: RequestInit) => realFetch(new URL(input, ours.url), init));
    const api = new ApiClient({
      platform,
      connectivity: new Connectivity(() => true),
      preferences: () => ({ locale: 'en-GB', timeZone: 'Europe/London' }),
      onSessionEnd: () => undefined,
    });
    const send = chatFetch(api);

    await send('/api/u1/chat', { method: 'POST', body: '{}', headers: { 'X-ChatKit': '1' } });
    expect(ours.seen.at(-1)?.headers).toMatchObject({
      authorization: expect.stringMatching(/^Bearer e30\./),
      'time-zone': 'Europe/London',
      'x-chatkit': '1',
    });
    await send(`${storage.url}/bucket/file`, { method: 'PUT', body: 'bytes' });
    expect(storage.seen[0]).toMatchObject({ method: 'PUT', body: 'bytes' });
    expect(storage.seen[0]?.headers.authorization).toBeUndefined();
    expect(storage.seen[0]?.headers['time-zone']).toBeUndefined();
  });
});
