import { describe, expect, it } from 'vitest';
import { sendJson, startFakeApi } from '../testing/fake-api.ts';
import { AccessToken } from './access-token.ts';
import { authorizedFetch } from './authorized-fetch.ts';

function makeToken(serial: number): string {
  return `e30.${Buffer.from(JSON.stringify({ iat: 0, exp: 300, serial })).toString('base64url')}.c2ln`;
}

/** An API that takes one token at a time, and hands out the next one when asked. */
async function setUp(options: { isSignedIn?: boolean } = {}) {
  let serial = 0;
  let accepted = '';
  const api = await startFakeApi((request, response) => {
    if (request.path === '/api/auth/token') {
      if (options.isSignedIn === false) return sendJson(response, 401, { code: 'not_signed_in' });
      accepted = makeToken(++serial);
      return sendJson(response, 200, { token: accepted });
    }
    const isAccepted = request.headers.authorization === `Bearer ${accepted}`;
    return sendJson(response, isAccepted ? 200 : 401, { body: request.body });
  });
  return {
    api,
    accessToken: new AccessToken(() => fetch(`${api.url}/api/auth/token`)),
    revoke: () => {
      accepted = 'none';
    },
    paths: () => api.seen.map(({ path }) => path),
  };
}

describe('authorizedFetch', () => {
  it('sends the token with every request under the API', async () => {
    const { api, accessToken } = await setUp();
    const response = await authorizedFetch(accessToken, `${api.url}/api/u1/tasks`);
    expect(response.status).toBe(200);
  });

  it('asks for a new token once when the old one is refused, and sends the same body again', async () => {
    const { api, accessToken, revoke, paths } = await setUp();
    await authorizedFetch(accessToken, `${api.url}/api/u1/tasks`);
    revoke();
    const response = await authorizedFetch(accessToken, `${api.url}/api/u1/tasks`, { method: 'POST', body: 'milk' });
    expect(await response.json()).toEqual({ body: 'milk' });
    expect(paths()).toEqual(['/api/auth/token', '/api/u1/tasks', '/api/u1/tasks', '/api/auth/token', '/api/u1/tasks']);
  });

  it('renews once for many requests that are refused together', async () => {
    const { api, accessToken, revoke, paths } = await setUp();
    await authorizedFetch(accessToken, `${api.url}/api/u1/tasks`);
    revoke();
    const responses = await Promise.all(
      Array.from({ length: 5 }, () => authorizedFetch(accessToken, `${api.url}/api/u1/tasks`)),
    );
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(paths().filter((path) => path === '/api/auth/token')).toHaveLength(2);
  });

  it('gives up after one retry', async () => {
    const api = await startFakeApi((request, response) =>
      request.path === '/api/auth/token'
        ? sendJson(response, 200, { token: makeToken(1) })
        : sendJson(response, 401, {}),
    );
    const accessToken = new AccessToken(() => fetch(`${api.url}/api/auth/token`));
    const response = await authorizedFetch(accessToken, `${api.url}/api/u1/tasks`);
    expect(response.status).toBe(401);
    expect(api.seen.filter(({ path }) => path === '/api/u1/tasks')).toHaveLength(2);
  });

  it('answers with the refusal when nobody is signed in, without asking the API', async () => {
    const { api, accessToken, paths } = await setUp({ isSignedIn: false });
    const response = await authorizedFetch(accessToken, `${api.url}/api/u1/tasks`);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ code: 'not_signed_in' });
    expect(paths()).toEqual(['/api/auth/token']);
  });

  it('sends no token to sign-in routes and the configuration', async () => {
    const { api, accessToken } = await setUp();
    await authorizedFetch(accessToken, `${api.url}/api/auth/get-session`);
    await authorizedFetch(accessToken, `${api.url}/api/config`);
    expect(api.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  it('keeps the headers ChatKit set', async () => {
    const { api, accessToken } = await setUp();
    await authorizedFetch(accessToken, `${api.url}/api/u1/chat`, { method: 'POST', headers: { 'X-ChatKit': '1' } });
    expect(api.seen.at(-1)?.headers['x-chatkit']).toBe('1');
  });

  it('stops when the caller gives up', async () => {
    const api = await startFakeApi((request, response) => {
      if (request.path === '/api/auth/token') sendJson(response, 200, { token: makeToken(1) });
    });
    const accessToken = new AccessToken(() => fetch(`${api.url}/api/auth/token`));
    const waiting = authorizedFetch(accessToken, `${api.url}/api/u1/chat`, { signal: AbortSignal.timeout(50) });
    await expect(waiting).rejects.toThrow(/abort|timeout/i);
  });
});
