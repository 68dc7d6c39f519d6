import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { createCookieBrowser } from '../../testing/cookie-browser.ts';
import { startMailServer, type ReceivedMail } from '../../testing/mail-server.ts';
import { startSignInProvider } from '../../testing/sign-in-provider.ts';
import { signUp, startTestServer, type TestUser } from '../../testing/test-server.ts';

const smtp = await startMailServer();
const provider = await startSignInProvider();
const server = await startTestServer({ ...smtp.environment, ...provider.environment, TRUST_PROXY: 'true' });
const database = openDatabase(server.databaseUrl, 2);
afterAll(() => Promise.all([database.destroy(), provider.stop()]));

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0';
const NEWER_FIREFOX = FIREFOX.replaceAll('146', '152');
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0 Safari/537.36';

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/api/auth/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function signIn(email: string, userAgent: string, address = '198.51.100.7', language = 'en'): Promise<void> {
  const headers = { 'User-Agent': userAgent, 'X-Forwarded-For': address, 'Accept-Language': language };
  expect((await post('sign-in/email', { email, password: 'correct horse' }, headers)).status).toBe(200);
}

const subjectsTo = async (address: string) => {
  await delay(200);
  return smtp.mails.filter(({ to }) => to.includes(address)).map(({ headers }) => /Subject: (.*)/.exec(headers)?.[1]);
};
const linkToken = (mail: ReceivedMail | undefined) => /verify-address#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
const isVerified = async ({ id }: Pick<TestUser, 'id'>) =>
  (await database('users').where({ id }).first())?.emailVerified;

describe('a sign-in', () => {
  test('is told of from another device or network, and otherwise not', async () => {
    const { email } = await server.signUp();
    await signIn(email, FIREFOX);
    const [mail] = await smtp.mailsTo(email);
    expect(mail?.headers).toContain('Subject: Parley: a new sign-in');
    expect(mail?.text).toContain('Firefox, Linux (198.51.100.7)');
    await signIn(email, FIREFOX);
    await signIn(email, NEWER_FIREFOX, '198.51.100.200');
    expect(await subjectsTo(email)).toHaveLength(1);
    await signIn(email, CHROME, '198.51.100.7', 'de');
    const [, second] = await smtp.mailsTo(email, 2);
    expect(second?.text).toContain('Chrome, Windows (198.51.100.7)');
    expect(second?.html).toContain('<html lang="de">');
    await signIn(email, FIREFOX, '203.0.113.9');
    await signIn(email, FIREFOX, '2001:db8:1::1');
    await signIn(email, FIREFOX, '2001:db8:1:2::1');
    await smtp.mailsTo(email, 4);
    expect(await subjectsTo(email)).toHaveLength(4);
  });

  test('that makes an account is not told of, by a password or by a provider', async () => {
    const { email } = await signUp(server.url);
    expect(await subjectsTo(email)).toEqual(['Parley: is this your address?']);
    provider.person = { sub: 'dora', email: 'dora@provider.example', email_verified: true, name: 'Dora' };
    const browser = createCookieBrowser();
    const body = { provider: 'oidc', callbackURL: '/', errorCallbackURL: '/sign-in' };
    const begun = await browser.fetch(`${server.url}/api/auth/sign-in/social`, { method: 'POST', body });
    await browser.open(String(Reflect.get(Object(await begun.json()), 'url')));
    expect(await database('users').where({ email: 'dora@provider.example' })).toHaveLength(1);
    expect(await subjectsTo('dora@provider.example')).toEqual([]);
  });

  test('that fails is not told of', async () => {
    const { email } = await server.signUp();
    await post('sign-in/email', { email, password: 'wrong horse' });
    expect(await subjectsTo(email)).toEqual([]);
  });

  test('says nothing that a program calls itself', async () => {
    const { email } = await server.signUp();
    await signIn(email, 'evil.example/<b>1</b>');
    const [mail] = await smtp.mailsTo(email);
    expect(mail?.raw).not.toMatch(/evil|<b>/);
    expect(mail?.text).toContain('unknown device');
  });

  test('works when no mail can be stored', async () => {
    const { email } = await server.signUp();
    await database.raw('alter table mails rename to mails_away');
    try {
      await expect(signIn(email, FIREFOX)).resolves.toBeUndefined();
    } finally {
      await database.raw('alter table mails_away rename to mails');
    }
  });
});

test('a changed password is told of, with another sign-in or without', async () => {
  const alice = await server.signUp();
  const change = (currentPassword: string, newPassword: string, revokeOtherSessions: boolean) =>
    post(
      'change-password',
      { currentPassword, newPassword, revokeOtherSessions },
      { Authorization: `Bearer ${alice.sessionToken}` },
    );
  expect((await change('wrong horse', 'another horse', false)).status).toBe(400);
  expect((await change('correct horse', 'another horse', true)).status).toBe(200);
  await smtp.mailsTo(alice.email);
  expect(await subjectsTo(alice.email)).toEqual(['Parley: your password was changed']);
});

describe('an address', () => {
  test('is confirmed by a link that works once, for the account it was made for', async () => {
    const alice = await signUp(server.url);
    const [mail] = await smtp.mailsTo(alice.email);
    const token = linkToken(mail);
    expect(await isVerified(alice)).toBe(false);
    const answers = await Promise.all(Array.from({ length: 5 }, () => post('verify-email', { token })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await isVerified(alice)).toBe(true);
    expect((await post('reset-password', { token, newPassword: 'a better horse' })).status).toBe(400);
  });

  test('that has become another one by then is not confirmed', async () => {
    const alice = await signUp(server.url);
    const [mail] = await smtp.mailsTo(alice.email);
    await database('users')
      .where({ id: alice.id })
      .update({ email: `new-${alice.email}` });
    expect((await post('verify-email', { token: linkToken(mail) })).status).toBe(400);
    expect(await isVerified(alice)).toBe(false);
  });

  test('is confirmed by no mere visit', async () => {
    const alice = await signUp(server.url);
    const [mail] = await smtp.mailsTo(alice.email);
    const token = linkToken(mail);
    for (const path of [`/verify-address?token=${token}`, `/api/auth/verify-email?token=${token}`])
      await fetch(server.url + path, { redirect: 'manual' });
    expect(await isVerified(alice)).toBe(false);
  });

  test('can be asked about again by whoever is signed in, for their own account only', async () => {
    const alice = await server.signUp();
    const bob = await server.signUp('Bob');
    expect((await post('send-verification-email', { email: alice.email })).status).toBe(401);
    const headers = { Authorization: `Bearer ${bob.sessionToken}` };
    expect((await post('send-verification-email', { email: alice.email }, headers)).status).toBe(200);
    expect(linkToken((await smtp.mailsTo(bob.email))[0])).not.toBe('');
    expect(await subjectsTo(alice.email)).toEqual([]);
    await database('users').where({ id: bob.id }).update({ emailVerified: true });
    expect(await (await post('send-verification-email', {}, headers)).json()).toMatchObject({
      code: 'EMAIL_ALREADY_VERIFIED',
    });
  });

  test('that is not confirmed keeps nobody out', async () => {
    const alice = await signUp(server.url);
    expect((await alice.fetch('/tasks')).status).toBe(200);
    await signIn(alice.email, FIREFOX);
  });
});
