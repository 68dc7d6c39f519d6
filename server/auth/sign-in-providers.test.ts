import { createHash, randomBytes } from 'node:crypto';
import knex from 'knex';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { knexConfig } from '../../knexfile.ts';
import { createCookieBrowser, type CookieBrowser } from '../testing/cookie-browser.ts';
import { startSignInProvider } from '../testing/sign-in-provider.ts';
import { signUp, startTestServer } from '../testing/test-server.ts';

const provider = await startSignInProvider();
const server = await startTestServer(provider.environment);
afterAll(() => provider.stop());

const started = z.object({ url: z.url(), redirect: z.boolean() });
const signedIn = z.object({ token: z.string(), user: z.object({ id: z.string(), email: z.string() }) });
const handedOver = z.object({ identifier: z.string(), state: z.string() });

async function start(browser: CookieBrowser, query = ''): Promise<string> {
  const response = await browser.fetch(`${server.url}/api/auth/sign-in/social${query}`, {
    method: 'POST',
    body: { provider: 'oidc', callbackURL: '/signed-in', errorCallbackURL: '/sign-in' },
  });
  return started.parse(await response.json()).url;
}

const someone = z.looseObject({ id: z.string(), email: z.string() });

async function userOf(browser: CookieBrowser): Promise<z.infer<typeof someone> | undefined> {
  const response = await browser.fetch(`${server.url}/api/auth/get-session`);
  return z.object({ user: someone }).safeParse(await response.json()).data?.user;
}

function become(name: string): void {
  provider.person = { sub: name, email: `${name}@provider.example`, email_verified: true, name };
}

describe('another provider’s sign-in', () => {
  test('makes an account the first time and finds it the second', async () => {
    become('dora');
    const first = createCookieBrowser();
    const { url } = await first.open(await start(first));
    expect(url.pathname + url.search).toBe('/signed-in');
    const dora = await userOf(first);
    expect(dora?.email).toBe('dora@provider.example');

    const token = z
      .object({ token: z.string() })
      .parse(await (await first.fetch(`${server.url}/api/auth/token`)).json()).token;
    const tasks = await fetch(`${server.url}/api/${dora?.id}/tasks`, { headers: { Authorization: `Bearer ${token}` } });
    expect(tasks.status).toBe(200);

    const second = createCookieBrowser();
    await second.open(await start(second));
    expect((await userOf(second))?.id).toBe(dora?.id);
  });

  test('does not open an account that was made with a password', async () => {
    const eve = await signUp(server.url, 'Eve');
    provider.person = { sub: 'eve', email: eve.email, email_verified: true, name: 'Eve' };
    const browser = createCookieBrowser();
    const { url } = await browser.open(await start(browser));
    expect(url.pathname).toBe('/sign-in');
    expect(url.searchParams.get('error')).toBe('account_not_linked');
    expect(await userOf(browser)).toBeUndefined();
  });

  test('joins no accounts by their address, whoever has verified it', async () => {
    for (const [first, second] of [
      [false, true],
      [true, false],
      [true, true],
    ]) {
      const email = `${randomBytes(6).toString('hex')}@provider.example`;
      provider.person = { sub: `first ${email}`, email, email_verified: first ?? false, name: 'First' };
      const owner = createCookieBrowser();
      await owner.open(await start(owner));
      expect((await userOf(owner))?.email).toBe(email);
      provider.person = { sub: `second ${email}`, email, email_verified: second ?? false, name: 'Second' };
      const other = createCookieBrowser();
      const { url } = await other.open(await start(other));
      expect(url.searchParams.get('error')).toBe('account_not_linked');
      expect(await userOf(other)).toBeUndefined();
    }
  });

  test('opens nobody’s account for who holds the address now', async () => {
    become('nora');
    const nora = createCookieBrowser();
    await nora.open(await start(nora));
    const owner = await userOf(nora);
    for (const email of ['nora@provider.example', 'NORA@provider.example', 'Nora@Provider.Example']) {
      for (const sub of ['the next nora', 'Nora', 'nora ', '']) {
        provider.person = { sub, email, email_verified: true, name: 'Nora' };
        const browser = createCookieBrowser();
        const { url } = await browser.open(await start(browser));
        expect(url.pathname, `${sub} ${email}`).toBe('/sign-in');
        expect(url.searchParams.get('error'), `${sub} ${email}`).toBeTruthy();
        expect(await userOf(browser)).toBeUndefined();
      }
    }
    become('nora');
    const again = createCookieBrowser();
    await again.open(await start(again));
    expect(await userOf(again)).toEqual(owner);
  });

  test('counts an address as verified when it is said to be true, and by nothing else', async () => {
    for (const [said, isVerified] of [
      [true, true],
      ...[false, 'false', 'true', 'yes', '1', 1, 0, null, undefined, [true], { value: true }].map((no) => [no, false]),
    ]) {
      const sub = randomBytes(6).toString('hex');
      provider.person = { sub, email: `${sub}@provider.example`, email_verified: said, name: 'V' };
      // Twice: the first time makes the account, the second one looks again.
      for (let times = 0; times < 2; times += 1) {
        const browser = createCookieBrowser();
        await browser.open(await start(browser));
        expect(await userOf(browser), JSON.stringify(said)).toMatchObject({ emailVerified: isVerified });
      }
    }
  });

  describe('is connected to an account', () => {
    async function signedInBrowser(name: string) {
      const { email, id } = await signUp(server.url, name);
      const browser = createCookieBrowser();
      const body = { email, password: 'correct horse' };
      await browser.fetch(`${server.url}/api/auth/sign-in/email`, { method: 'POST', body });
      return { browser, email, id };
    }
    async function leaveToConnect(browser: CookieBrowser): Promise<string> {
      const response = await browser.fetch(`${server.url}/api/auth/link-social`, {
        method: 'POST',
        body: { provider: 'oidc', callbackURL: '/profile', errorCallbackURL: '/profile' },
      });
      return started.parse(await response.json()).url;
    }

    test('by who is signed in to it, and opens it from then on', async () => {
      const { browser, id } = await signedInBrowser('Olga');
      become('olga');
      const { url } = await browser.open(await leaveToConnect(browser));
      expect(url.pathname + url.search).toBe('/profile');
      const elsewhere = createCookieBrowser();
      await elsewhere.open(await start(elsewhere));
      expect((await userOf(elsewhere))?.id).toBe(id);
    });

    test('by nobody else, and not with an address that is not verified', async () => {
      const { browser, id } = await signedInBrowser('Paul');
      const address = await leaveToConnect(browser);
      const { email } = await signUp(server.url, 'Quinn');
      await browser.fetch(`${server.url}/api/auth/sign-in/email`, {
        method: 'POST',
        body: { email, password: 'correct horse' },
      });
      become('quinn');
      expect((await browser.open(address)).url.searchParams.get('error')).toBe('session_not_fresh');
      provider.person = { sub: 'paul', email: 'paul@provider.example', email_verified: 'true', name: 'Paul' };
      const again = await browser.open(await leaveToConnect(browser));
      expect(again.url.searchParams.get('error')).toBe('email_not_verified');
      const database = knex(knexConfig(server.databaseUrl, 1));
      const accounts: unknown[] = await database('accounts').where({ userId: id }).select('providerId');
      await database.destroy();
      expect(accounts).toEqual([{ providerId: 'credential' }]);
    });
  });

  test('leaves nothing behind that has expired', async () => {
    const database = knex(knexConfig(server.databaseUrl, 1));
    const browser = createCookieBrowser();
    await start(browser);
    await database('verifications').update({ expiresAt: new Date(Date.now() - 60_000) });
    become('liz');
    await browser.open(await start(browser));
    const left: unknown[] = await database('verifications').where('expiresAt', '<', new Date());
    await database.destroy();
    expect(left).toEqual([]);
  });

  test('comes back with a reason when the person cancels, or the provider tells no email address', async () => {
    become('frank');
    const browser = createCookieBrowser();
    const address = await start(browser);
    provider.denyNext();
    expect((await browser.open(address)).url.searchParams.get('error')).toBe('access_denied');
    provider.person = { sub: 'nobody' };
    const failed = (await browser.open(await start(browser))).url;
    expect(failed.pathname).toBe('/sign-in');
    expect(failed.searchParams.get('error')).toBeTruthy();
    expect(await userOf(browser)).toBeUndefined();
  });

  test('refuses a callback nobody started, and one that is used again', async () => {
    become('grace');
    const stranger = createCookieBrowser();
    const forged = await stranger.open(`${server.url}/api/auth/callback/oidc?code=made-up&state=made-up`);
    expect(forged.url.pathname).toBe('/sign-in');
    const browser = createCookieBrowser();
    const atProvider = await browser.fetch(await start(browser));
    const callback = atProvider.headers.get('Location') ?? '';
    const elsewhere = createCookieBrowser();
    await elsewhere.open(callback);
    expect(await userOf(elsewhere)).toBeUndefined();
    await browser.open(callback);
    await browser.open(callback);
    expect((await elsewhere.open(callback)).url.pathname).toBe('/sign-in');
    expect(await userOf(elsewhere)).toBeUndefined();
  });

  test('leads back to its own pages only', async () => {
    for (const field of ['callbackURL', 'errorCallbackURL', 'newUserCallbackURL']) {
      for (const evil of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
        const response = await createCookieBrowser().fetch(`${server.url}/api/auth/sign-in/social`, {
          method: 'POST',
          body: { provider: 'oidc', callbackURL: '/', [field]: evil },
        });
        expect(response.status, `${field} ${evil}`).toBe(403);
      }
    }
  });

  test('cannot be begun by a page of another origin', async () => {
    const response = await fetch(`${server.url}/api/auth/sign-in/social`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'https://evil.example' },
      body: JSON.stringify({ provider: 'oidc', callbackURL: '/' }),
    });
    expect(response.status).toBe(403);
    const link = await createCookieBrowser().fetch(`${server.url}/api/auth/link-social`, {
      method: 'POST',
      body: { provider: 'oidc', callbackURL: '/' },
    });
    expect(link.status).toBe(401);
  });

  test('is begun by no mere link', async () => {
    const link = `${server.url}/api/auth/electron/init-oauth-proxy?provider=oidc&state=s&code_challenge=c`;
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(404);
  });

  test('keeps none of the provider’s tokens', async () => {
    become('heidi');
    const browser = createCookieBrowser();
    await browser.open(await start(browser));
    await browser.open(await start(browser));
    const database = knex(knexConfig(server.databaseUrl, 1));
    const accounts: unknown[] = await database('accounts')
      .where({ providerId: 'oidc', accountId: 'heidi' })
      .select('issuer', 'accessToken', 'refreshToken', 'idToken', 'password');
    await database.destroy();
    expect(accounts).toEqual([
      { issuer: provider.issuer, accessToken: null, refreshToken: null, idToken: null, password: null },
    ]);
  });

  test('is told to pages before anybody signs in, with no secret', async () => {
    const config = await (await fetch(`${server.url}/api/config`)).text();
    expect(JSON.parse(config)).toMatchObject({ sign_in_providers: [{ id: 'oidc', name: 'Example ID' }] });
    expect(config).not.toContain('known to both');
  });
});

describe('the desktop’s sign-in through the browser', () => {
  const pkce = () => {
    const verifier = randomBytes(48).toString('base64url');
    const state = randomBytes(24).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    return { verifier, state, query: `?client_id=parley-desktop&state=${state}&code_challenge=${challenge}` };
  };
  const codeOf = (browser: CookieBrowser) => {
    const cookie = decodeURIComponent(browser.cookies.get('better-auth.parley-desktop') ?? '');
    return handedOver.parse(JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8')));
  };
  const redeem = (body: { token: string; state: string; code_verifier: string }) =>
    fetch(`${server.url}/api/auth/electron/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('E-59 hands over a code that opens one session, once, for whoever has the verifier', async () => {
    become('ivan');
    const browser = createCookieBrowser();
    const { verifier, state, query } = pkce();
    await browser.open(await start(browser, query));
    const code = codeOf(browser);
    expect(code.state).toBe(state);
    const answer = await redeem({ token: code.identifier, state, code_verifier: verifier });
    expect(answer.status).toBe(200);
    const session = signedIn.parse(await answer.json());
    expect(session.user.email).toBe('ivan@provider.example');
    const minted = await fetch(`${server.url}/api/auth/token`, {
      headers: { Authorization: `Bearer ${answer.headers.get('set-auth-token') ?? session.token}` },
    });
    expect(minted.status).toBe(200);
    expect((await redeem({ token: code.identifier, state, code_verifier: verifier })).status).toBe(404);
  });

  test('E-59 gives nothing for a wrong verifier or state, and the code is spent', async () => {
    become('judy');
    for (const wrong of [{ code_verifier: 'x'.repeat(64) }, { state: 'another' }]) {
      const browser = createCookieBrowser();
      const { verifier, state, query } = pkce();
      await browser.open(await start(browser, query));
      const token = codeOf(browser).identifier;
      expect((await redeem({ token, state, code_verifier: verifier, ...wrong })).status).toBe(400);
      expect((await redeem({ token, state, code_verifier: verifier })).status).toBe(404);
    }
  });

  test('hands over somebody who is signed in already, and nobody otherwise', async () => {
    become('ken');
    const browser = createCookieBrowser();
    await browser.open(await start(browser));
    const { verifier, state, query } = pkce();
    const path = `${server.url}/api/auth/electron/transfer-user${query}`;
    const transfer = await browser.fetch(path, { method: 'POST', body: {} });
    expect(transfer.status).toBe(200);
    const answer = await redeem({ token: codeOf(browser).identifier, state, code_verifier: verifier });
    expect(signedIn.parse(await answer.json()).user.email).toBe('ken@provider.example');
    expect((await createCookieBrowser().fetch(path, { method: 'POST', body: {} })).status).toBe(401);
  });
});

test('a provider that is away when the server starts leaves every other way in open', async () => {
  const lonely = await startTestServer({ ...provider.environment, OIDC_ISSUER: 'http://127.0.0.1:9' });
  const mallory = await signUp(lonely.url, 'Mallory');
  expect((await mallory.fetch('/tasks')).status).toBe(200);
  const answer = await createCookieBrowser().fetch(`${lonely.url}/api/auth/sign-in/social`, {
    method: 'POST',
    body: { provider: 'oidc', callbackURL: '/' },
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
});
