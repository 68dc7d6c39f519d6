import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../database/database.ts';
import { createCookieBrowser } from '../../testing/cookie-browser.ts';
import { startSignInProvider } from '../../testing/sign-in-provider.ts';
import { startTestServer } from '../../testing/test-server.ts';
import { createInvitation } from './invitations.ts';
import { refuseSignUp } from './sign-up-rules.ts';

const provider = await startSignInProvider();
const closed = await startTestServer({ ...provider.environment, SIGN_UP: 'closed' });
const shared = { ...provider.environment, DATABASE_URL: closed.databaseUrl };
const invite = await startTestServer({ ...shared, SIGN_UP: 'invite' });
const domains = await startTestServer({ ...shared, SIGN_UP_DOMAINS: 'Example.com, bücher.example' });
const database = openDatabase(closed.databaseUrl, 1);
afterAll(() => Promise.all([provider.stop(), database.destroy()]));

const someone = (domain = 'example.com') => `${randomUUID()}@${domain}`;

async function signUp(
  url: string,
  email: string,
  invitation?: string,
): Promise<{ status: number; code?: string | undefined }> {
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'New', email, password: 'correct horse', ...(invitation && { invitation }) }),
  });
  const { code } = z.object({ code: z.string().optional() }).parse(await response.json());
  return { status: response.status, code };
}

/** @returns the reason that somebody comes back with from the provider; null when they are signed in. */
async function enter(url: string, email: string, isVerified: unknown, invitation?: string): Promise<string | null> {
  provider.person = { sub: randomUUID(), email, email_verified: isVerified, name: 'New' };
  const browser = createCookieBrowser();
  const begun = await browser.fetch(`${url}/api/auth/sign-in/social`, {
    method: 'POST',
    body: {
      provider: 'oidc',
      callbackURL: '/',
      errorCallbackURL: '/sign-up',
      ...(invitation && { additionalData: { invitation } }),
    },
  });
  const there = z.object({ url: z.url() }).parse(await begun.json()).url;
  const reason = (await browser.open(there)).url.searchParams.get('error');
  const session: unknown = await (await browser.fetch(`${url}/api/auth/get-session`)).json();
  expect(session === null, String(reason)).toBe(reason !== null);
  return reason;
}

test('who may make an account is told before anybody does', async () => {
  const told = await Promise.all(
    [closed, invite, domains].map(async ({ url }) => (await (await fetch(`${url}/api/config`)).json()) as unknown),
  );
  expect(told).toMatchObject([
    { sign_up: { mode: 'closed', domains: [] } },
    { sign_up: { mode: 'invite', domains: [] } },
    { sign_up: { mode: 'open', domains: ['example.com', 'xn--bcher-kva.example'] } },
  ]);
});

describe.each([
  ['closed', closed, 'sign_up_closed'],
  ['by invitation', invite, 'invitation_needed'],
] as const)('where it is %s', (_name, { url }, code) => {
  test('nobody makes an account, by whichever way, and nobody learns who has one', async () => {
    const email = someone();
    expect(await signUp(url, email)).toEqual({ status: 403, code });
    expect(await signUp(url, email, 'made up')).toEqual({ status: 403, code: 'invitation_not_valid' });
    const bob = await closed.signUp('Bob');
    expect(await signUp(url, bob.email)).toEqual({ status: 403, code });
    expect(await enter(url, email, true)).toBe(code);
    expect(await enter(url, email, true, 'made up')).toBe('invitation_not_valid');
    expect(await database('users').where({ email })).toEqual([]);
  });

  test('an invitation makes one account, with a password or through a provider', async () => {
    const { token } = await createInvitation(database, null);
    expect(await signUp(url, someone(), token)).toMatchObject({ status: 200 });
    expect(await signUp(url, someone(), token)).toEqual({ status: 403, code: 'invitation_not_valid' });
    const { token: another } = await createInvitation(database, null);
    expect(await enter(url, someone(), 'false', another)).toBeNull();
    expect(await enter(url, someone(), true, another)).toBe('invitation_not_valid');
  });

  test('an invitation of one address is for no other, and not for ever', async () => {
    const email = someone();
    const { token } = await createInvitation(database, email.toUpperCase());
    for (const other of [someone(), email.replace('@', '+x@'), `x${email}`, email.replace('.com', '.org')])
      expect(await signUp(url, other, token)).toEqual({ status: 403, code: 'invitation_not_valid' });
    expect(await signUp(url, email.replace('example', 'Example'), token)).toMatchObject({ status: 200 });
    const late = await createInvitation(database, null);
    await database('invitations').update({ expiresAt: new Date(Date.now() - 1_000) });
    expect(await signUp(url, someone(), late.token)).toEqual({ status: 403, code: 'invitation_not_valid' });
  });

  test('of many who use an invitation at once, one gets in', async () => {
    const { token } = await createInvitation(database, null);
    const answers = await Promise.all(Array.from({ length: 8 }, () => signUp(url, someone(), token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('who has an account signs in as ever', async () => {
    const { token } = await createInvitation(database, null);
    const email = someone();
    await signUp(url, email, token);
    const answer = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: 'correct horse' }),
    });
    expect(answer.status).toBe(200);
  });
});

describe('where it is open to domains', () => {
  const { url } = domains;
  test.each([
    'evil.com',
    'sub.example.com',
    'example.com.evil.com',
    'notexample.com',
    'example.co',
    'ехample.com',
    'exаmple.com',
  ])('%s is another one', async (domain) => {
    expect(
      refuseSignUp(
        { mode: 'open', domains: ['example.com'] },
        { email: someone(domain), isVerified: true, hasInvitation: false },
      ),
    ).toMatchObject({
      code: 'domain_not_allowed',
    });
    expect(await enter(url, someone(domain), true)).toBe('domain_not_allowed');
    expect((await signUp(url, someone(domain))).status).toBeGreaterThanOrEqual(400);
  });

  test('an address of theirs is let in, however it is written', async () => {
    expect(await signUp(url, someone('EXAMPLE.com'))).toMatchObject({ status: 200 });
    for (const domain of ['example.com', 'Example.COM', 'bücher.example', 'BÜCHER.example', 'xn--bcher-kva.example'])
      expect(await enter(url, someone(domain), true), domain).toBeNull();
  });

  test('a provider has to have verified it', async () => {
    for (const said of [false, 'true', 1, null, undefined])
      expect(await enter(url, someone(), said)).toBe('email_not_verified');
  });

  test('an invitation goes before the rule', async () => {
    const { token } = await createInvitation(database, null);
    expect(await signUp(url, someone('evil.com'), token)).toMatchObject({ status: 200 });
  });
});

test('the operator’s command prints a link that works once, also for the first account', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['server/auth/sign-up/invite.ts', 'First@Example.com'],
    {
      env: {
        ...process.env,
        DATABASE_URL: closed.databaseUrl,
        BETTER_AUTH_SECRET: 'a secret that is only ever used by the tests',
        BETTER_AUTH_URL: 'https://parley.example.com',
      },
    },
  );
  const [, token = ''] = /https:\/\/parley\.example\.com\/sign-up#invitation=([\w-]{32})\n/.exec(stdout) ?? [];
  expect(JSON.stringify(await database('invitations').select())).not.toContain(token);
  expect(await signUp(closed.url, 'first@example.com', token)).toMatchObject({ status: 200 });
  expect(await signUp(closed.url, 'second@example.com', token)).toMatchObject({ status: 403 });
});
