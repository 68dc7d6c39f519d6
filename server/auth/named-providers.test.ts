import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createCookieBrowser } from '../testing/cookie-browser.ts';
import { startTestServer } from '../testing/test-server.ts';

/** What stands in for GitHub and Google: their hosts are looked up here, their quirks kept. */
const answers = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
const hosts = createServer((request, response) => {
  const route = `${request.headers['x-meant-for'] as string}${request.url?.split('?')[0] ?? ''}`;
  const answer = answers.get(route);
  if (answer) answer(request, response);
  else response.writeHead(404).end();
}).listen(0, '127.0.0.1');
await once(hosts, 'listening');
const { port } = hosts.address() as AddressInfo;
const realFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.hostname === '127.0.0.1') return realFetch(input, init);
  const headers = new Headers(init?.headers);
  headers.set('x-meant-for', url.hostname);
  return realFetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, { ...init, headers });
};
afterAll(() => {
  globalThis.fetch = realFetch;
  hosts.close();
});

const server = await startTestServer({
  GITHUB_CLIENT_ID: 'gh',
  GITHUB_CLIENT_SECRET: 'gh-secret',
  GOOGLE_CLIENT_ID: 'goog',
  GOOGLE_CLIENT_SECRET: 'goog-secret',
});

const json = (body: unknown) => (_request: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
};

/** Presses the provider's button and comes back with a code, as if the person had agreed there. */
async function comeBackFrom(provider: string) {
  const browser = createCookieBrowser();
  const begun = await browser.fetch(`${server.url}/api/auth/sign-in/social`, {
    method: 'POST',
    body: { provider, callbackURL: '/', errorCallbackURL: '/sign-in' },
  });
  const there = new URL(z.object({ url: z.url() }).parse(await begun.json()).url);
  const back = new URL(there.searchParams.get('redirect_uri') ?? '');
  back.searchParams.set('code', 'a-code');
  back.searchParams.set('state', there.searchParams.get('state') ?? '');
  const { url } = await browser.open(back.href);
  const session: unknown = await (await browser.fetch(`${server.url}/api/auth/get-session`)).json();
  return { there, url, user: z.object({ user: z.object({ email: z.string() }) }).safeParse(session).data?.user };
}

describe('GitHub', () => {
  const profile = { id: 583231, login: 'octocat', name: null, email: null, avatar_url: 'https://example.com/a.png' };

  test('signs in somebody whose address is private, by the list of addresses', async () => {
    answers.set(
      'github.com/login/oauth/access_token',
      json({ access_token: 'gho_1', token_type: 'bearer', scope: '' }),
    );
    answers.set('api.github.com/user', json(profile));
    answers.set(
      'api.github.com/user/emails',
      json([
        { email: 'spare@example.com', primary: false, verified: true },
        { email: 'octo@example.com', primary: true, verified: true },
      ]),
    );
    const { there, url, user } = await comeBackFrom('github');
    expect(there.origin + there.pathname).toBe('https://github.com/login/oauth/authorize');
    expect(there.searchParams.get('redirect_uri')).toBe(`${server.url}/api/auth/callback/github`);
    expect(url.pathname).toBe('/');
    expect(user?.email).toBe('octo@example.com');
  });

  test('says so when the code is refused, which GitHub does with status 200', async () => {
    answers.set('github.com/login/oauth/access_token', json({ error: 'bad_verification_code' }));
    const { url, user } = await comeBackFrom('github');
    expect(url.pathname + url.search).toContain('/sign-in?error=');
    expect(user).toBeUndefined();
  });
});

describe('Google', () => {
  const idToken = (claims: object) =>
    [{ alg: 'RS256', kid: 'k' }, claims, {}]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');

  test('signs in with what the identity token says', async () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: 'https://accounts.google.com', aud: 'goog', sub: '1', iat: now, exp: now + 3600 };
    const person = { email: 'gina@example.com', email_verified: true, name: 'Gina' };
    answers.set(
      'oauth2.googleapis.com/token',
      json({
        access_token: 'ya29',
        expires_in: 3599,
        token_type: 'Bearer',
        id_token: idToken({ ...claims, ...person }),
      }),
    );
    const { there, url, user } = await comeBackFrom('google');
    expect(there.origin).toBe('https://accounts.google.com');
    expect(there.searchParams.get('code_challenge_method')).toBe('S256');
    expect(url.pathname).toBe('/');
    expect(user?.email).toBe('gina@example.com');
  });

  test('says so when Google refuses the exchange', async () => {
    answers.set('oauth2.googleapis.com/token', (_request, response) => {
      response.writeHead(400, { 'Content-Type': 'application/json' }).end('{"error":"invalid_grant"}');
    });
    const { url, user } = await comeBackFrom('google');
    expect(url.searchParams.get('error')).toBeTruthy();
    expect(user).toBeUndefined();
  });
});
