import { createHash, randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../database/database.ts';
import { createCookieBrowser, type CookieBrowser } from '../testing/cookie-browser.ts';
import { startSignInProvider } from '../testing/sign-in-provider.ts';
import { startTestServer } from '../testing/test-server.ts';

const provider = await startSignInProvider();
const server = await startTestServer(provider.environment);
const database = openDatabase(server.databaseUrl, 1);
afterAll(() => Promise.all([provider.stop(), database.destroy()]));

const session = z.object({ user: z.object({ id: z.string(), email: z.string() }) });

async function ownerOf(browser: CookieBrowser): Promise<string | undefined> {
  const answer: unknown = await (await browser.fetch(`${server.url}/api/auth/get-session`)).json();
  return session.safeParse(answer).data?.user.id;
}

/** Comes from the provider as somebody who is new to it. @returns whose account that opened, and why none. */
async function enter(email: string, query = '') {
  provider.person = { sub: randomUUID(), email, email_verified: true, name: 'Somebody' };
  const browser = createCookieBrowser();
  const body = { provider: 'oidc', callbackURL: '/', errorCallbackURL: '/sign-in' };
  const begun = await browser.fetch(`${server.url}/api/auth/sign-in/social${query}`, { method: 'POST', body });
  const { url } = await browser.open(z.object({ url: z.url() }).parse(await begun.json()).url);
  return { owner: await ownerOf(browser), reason: url.searchParams.get('error'), browser };
}

const post = (path: string, body: object, token = '') =>
  fetch(`${server.url}/api/auth/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });

const signUp = (email: string) => post('sign-up/email', { name: 'Somebody', email, password: 'correct horse' });
const countUsers = async () => Number((await database('users').count())[0]?.['count']);

/** Ways to write a mailbox that are no longer the same text; some are the same mailbox, and none is the same account. */
const variants = [
  (mailbox: string) => mailbox.toUpperCase(),
  (mailbox: string) => `${mailbox}+tag`,
  (mailbox: string) => mailbox.replace(/(?<=^..)/, '.'),
  (mailbox: string) => mailbox.replace('a', 'а'),
  (mailbox: string) => mailbox.replace('k', '\u212A'),
  (mailbox: string) => mailbox.replace('s', 'ſ'),
  (mailbox: string) => mailbox.replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
  (mailbox: string) => `${mailbox}\u200B`,
  (mailbox: string) => `"${mailbox}"`,
  (mailbox: string) => `${mailbox} `,
];

test('no way of writing an address opens the account that has it, neither by a provider nor by the desktop app', async () => {
  const query = `?client_id=parley-desktop&state=s&code_challenge=${createHash('sha256').update('v').digest('base64url')}`;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...variants),
      fc.constantFrom('example.com', 'Example.Com', 'exаmple.com', 'example.com.'),
      fc.constantFrom('', query),
      async (variant, domain, by) => {
        const mailbox = `sak${randomBytes(6).toString('hex')}`;
        const made = z
          .object({ user: z.object({ id: z.string() }) })
          .parse(await (await signUp(`${mailbox}@example.com`)).json());
        const { owner, browser } = await enter(`${variant(mailbox)}@${domain}`, by);
        expect(owner).not.toBe(made.user.id);
        expect(browser.cookies.has('better-auth.parley-desktop')).toBe(owner !== undefined && by !== '');
        const accounts = await database('accounts').where({ userId: made.user.id }).select('providerId');
        expect(accounts).toEqual([{ providerId: 'credential' }]);
      },
    ),
    { seed: 13, numRuns: 14 },
  );
}, 60_000);

test('a password for an address that a provider’s account has opens nothing, and makes nothing', async () => {
  const email = `${randomUUID()}@example.com`;
  const { owner } = await enter(email);
  expect(owner).toBeDefined();
  const before = await countUsers();
  for (const written of [email, email.toUpperCase(), email.replace('example', 'Example')]) {
    expect((await signUp(written)).status, written).toBe(422);
    expect((await post('sign-in/email', { email: written, password: 'correct horse' })).status).toBe(401);
  }
  expect(await countUsers()).toBe(before);
  expect(await database('accounts').where({ userId: owner }).select('providerId')).toEqual([{ providerId: 'oidc' }]);
});

test('nobody takes an address over by changing their own', async () => {
  const [alice, bob] = [await server.signUp('Alice'), await server.signUp('Bob')];
  for (const [path, body] of [
    ['change-email', { newEmail: bob.email }],
    ['change-email', { newEmail: `${randomUUID()}@example.com` }],
    ['update-user', { email: bob.email }],
    ['update-user', { name: 'Alice', email: `${randomUUID()}@example.com` }],
    ['update-user', { emailVerified: true }],
    ['sign-up/email', { name: 'Bob', email: bob.email, password: 'tulpen im mai' }],
  ] as const) {
    await post(path, body, alice.sessionToken);
    const rows = await database('users')
      .whereIn('id', [alice.id, bob.id])
      .orderBy('name')
      .select('email', 'emailVerified');
    expect(rows, path).toEqual([
      { email: alice.email, emailVerified: false },
      { email: bob.email, emailVerified: false },
    ]);
  }
});

test('what a provider says of a person is kept as far as there is room, and nothing else is', async () => {
  for (const [said, kept] of [
    [
      { name: 'x'.repeat(5_000), picture: `https://example.com/${'x'.repeat(5_000)}` },
      { name: 'x'.repeat(100), image: null },
    ],
    [
      { name: '🙂'.repeat(5_000), picture: 'javascript:alert(1)' },
      { name: '🙂'.repeat(50), image: null },
    ],
    [
      { name: ' Gina ', picture: 'https://example.com/a.png' },
      { name: 'Gina', image: 'https://example.com/a.png' },
    ],
  ] as const) {
    const email = `${randomUUID()}@example.com`;
    provider.person = { sub: randomUUID(), email, email_verified: true, ...said };
    const browser = createCookieBrowser();
    const body = { provider: 'oidc', callbackURL: '/', errorCallbackURL: '/sign-in' };
    const begun = await browser.fetch(`${server.url}/api/auth/sign-in/social`, { method: 'POST', body });
    await browser.open(z.object({ url: z.url() }).parse(await begun.json()).url);
    expect(await database('users').where({ email }).first('name', 'image')).toEqual(kept);
  }
  const alice = await server.signUp('Alice');
  for (const body of [{ name: 'x'.repeat(101) }, { image: `https://example.com/${'x'.repeat(2_048)}` }])
    expect((await post('update-user', body, alice.sessionToken)).status).toBe(400);
});
