import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { startMailServer, type ReceivedMail } from '../../testing/mail-server.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const smtp = await startMailServer();
const server = await startTestServer({
  ...smtp.environment,
  GITHUB_CLIENT_ID: 'gh',
  GITHUB_CLIENT_SECRET: 'gh-secret',
  BETTER_AUTH_URL: 'https://parley.example.com/',
});
const database = openDatabase(server.databaseUrl, 2);
afterAll(() => database.destroy());

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/api/auth/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

const ask = (email: string, headers?: Record<string, string>) => post('request-password-reset', { email }, headers);
const reset = (token: string, newPassword = 'a better horse') => post('reset-password', { token, newPassword });
const signIn = (email: string, password: string) => post('sign-in/email', { email, password });
const isSignedIn = async ({ sessionToken }: TestUser) =>
  (await fetch(`${server.url}/api/auth/token`, { headers: { Authorization: `Bearer ${sessionToken}` } })).ok;

function tokenOf(mail: ReceivedMail | undefined): string {
  return /https:\/\/parley\.example\.com\/reset-password#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
}

async function receiveToken({ email }: TestUser, count = 1): Promise<string> {
  expect((await ask(email)).status).toBe(200);
  return tokenOf((await smtp.mailsTo(email, count))[count - 1]);
}

test('a link sets a new password, ends every session and works once', async () => {
  const alice = await server.signUp();
  const token = await receiveToken(alice);
  const other = await receiveToken(alice, 2);
  expect((await post('check-reset-token', { token })).status).toBe(200);
  expect((await reset(token, 'short')).status).toBe(400);
  expect(await isSignedIn(alice)).toBe(true);

  expect((await reset(token)).status).toBe(200);
  expect(await isSignedIn(alice)).toBe(false);
  expect((await signIn(alice.email, 'correct horse')).status).toBe(401);
  expect((await signIn(alice.email, 'a better horse')).status).toBe(200);
  for (const spent of [token, other]) {
    const answer = await reset(spent, 'yet another horse');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'INVALID_TOKEN' });
    expect((await post('check-reset-token', { token: spent })).status).toBe(400);
  }
  const mails = await smtp.mailsTo(alice.email, 3);
  expect(mails[2]?.headers).toContain('Subject: Parley: your password was changed');
});

test('of many who use a link at once, one does', async () => {
  const alice = await server.signUp();
  const token = await receiveToken(alice);
  const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => reset(token, `better horse ${index}`)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test('a link dies with a change of the password, and of old age', async () => {
  const alice = await server.signUp();
  const first = await receiveToken(alice);
  const change = { currentPassword: 'correct horse', newPassword: 'changed horse' };
  const changed = await post('change-password', change, { Authorization: `Bearer ${alice.sessionToken}` });
  expect(changed.status).toBe(200);
  expect((await reset(first)).status).toBe(400);
  const second = await receiveToken(alice, 3);
  const { count } = await database('verifications').where({ value: alice.id }).count().first<{ count: string }>();
  expect(count).toBe('1');
  const lifetime = database.raw(
    "expires_at > now() + interval '59 minutes' and expires_at <= now() + interval '1 hour'",
  );
  expect(await database('verifications').where({ value: alice.id }).where(lifetime)).toHaveLength(1);
  await database('verifications')
    .where({ value: alice.id })
    .update({ expiresAt: new Date(Date.now() - 1_000) });
  expect((await post('check-reset-token', { token: second })).status).toBe(400);
  expect((await reset(second)).status).toBe(400);
  expect((await signIn(alice.email, 'changed horse')).status).toBe(200);
});

test('takes nothing for a link that is none, or another’s', async () => {
  const alice = await server.signUp();
  const token = await receiveToken(alice);
  const rows: { identifier: string }[] = await database('verifications').select('identifier');
  expect(JSON.stringify(rows)).not.toContain(token);
  const guesses = ['', 'x', `${token}x`, token.slice(1), token.toUpperCase(), `${token}\0`, alice.id, '%', '../x'];
  for (const guess of [...guesses, ...rows.map(({ identifier }) => identifier)]) {
    expect((await reset(guess)).status, guess).toBe(400);
    expect((await post('verify-email', { token: guess })).status, guess).toBe(400);
  }
  for (const guess of [null, 5, [token], { $ne: null }])
    expect((await post('reset-password', { token: guess })).status).toBe(400);
  expect((await post('verify-email', { token })).status).toBe(400);
  expect((await reset(token)).status).toBe(200);
});

test('links lead to the address that is configured, whatever a request says', async () => {
  const alice = await server.signUp();
  await ask(alice.email, { 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' });
  const [mail] = await smtp.mailsTo(alice.email);
  expect(tokenOf(mail)).not.toBe('');
  expect(mail?.raw).not.toContain('evil.example');
  const elsewhere = { email: alice.email, redirectTo: 'https://evil.example' };
  expect((await post('request-password-reset', elsewhere)).status).toBe(403);
});

describe('whether there is an account', () => {
  test('is not told by the answer, nor by the time it takes', async () => {
    const known = await Promise.all(Array.from({ length: 12 }, async () => (await server.signUp()).email));
    const unknown = known.map(() => `${randomUUID()}@example.com`);
    const times = { known: [] as number[], unknown: [] as number[] };
    for (const [index, email] of known.entries()) {
      for (const [kind, address] of [
        ['known', email],
        ['unknown', unknown[index] ?? ''],
      ] as const) {
        const start = performance.now();
        const answer = await ask(address);
        times[kind].push(performance.now() - start);
        expect({ status: answer.status, body: await answer.json() }).toEqual({
          status: 200,
          body: expect.objectContaining({ status: true }),
        });
      }
    }
    // The quickest of each: other work on the machine makes an answer slower, never quicker.
    expect(Math.abs(Math.min(...times.known) - Math.min(...times.unknown))).toBeLessThan(25);
  });

  test('no more than three mails an hour go to one account, also when they are asked for at once', async () => {
    const alice = await server.signUp();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(alice.email.toUpperCase())));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await database('mails').where({ userId: alice.id })).toHaveLength(3);
    await database('mails')
      .where({ userId: alice.id })
      .update({ createdAt: new Date(Date.now() - 61 * 60_000) });
    await ask(alice.email);
    expect(await database('mails').where({ userId: alice.id })).toHaveLength(4);
  });
});

test('requests are counted by network', async () => {
  const strict = await startTestServer({ ...smtp.environment, SIGN_IN_LIMIT_PER_MINUTE: '3' });
  for (const [path, body] of [
    ['request-password-reset', { email: 'nobody@example.com' }],
    ['check-reset-token', { token: 'x' }],
    ['reset-password', { token: 'x', newPassword: 'long enough' }],
    ['verify-email', { token: 'x' }],
    ['send-verification-email', {}],
  ] as const) {
    const statuses = [];
    for (let attempt = 0; attempt < 4; attempt += 1)
      statuses.push(
        (
          await fetch(`${strict.url}/api/auth/${path}`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).status,
      );
    expect(statuses.slice(0, 3), path).not.toContain(429);
    expect(statuses[3], path).toBe(429);
  }
});

describe('an account', () => {
  const link = (user: TestUser, providerId: string) =>
    database('accounts').insert({
      id: randomUUID(),
      issuer: providerId,
      accountId: randomUUID(),
      providerId,
      userId: user.id,
    });

  test('without a password gets no link, but is told how it signs in', async () => {
    const alice = await server.signUp();
    await database('accounts').where({ userId: alice.id }).delete();
    await link(alice, 'github');
    await ask(alice.email);
    const [mail] = await smtp.mailsTo(alice.email);
    expect(mail?.text).toContain('you sign in with GitHub');
    expect(mail?.text).not.toContain('token');
    expect(await database('verifications').where({ value: alice.id })).toEqual([]);
  });

  test('whose address nobody had confirmed loses the other ways in, for whoever made it may be somebody else', async () => {
    const squatted = await server.signUp();
    const confirmed = await server.signUp();
    await database('users').where({ id: confirmed.id }).update({ emailVerified: true });
    for (const user of [squatted, confirmed]) {
      await link(user, 'github');
      expect((await reset(await receiveToken(user))).status).toBe(200);
    }
    expect(await database('accounts').where({ userId: squatted.id })).toMatchObject([{ providerId: 'credential' }]);
    expect(await database('users').where({ id: squatted.id }).first()).toMatchObject({ emailVerified: true });
    expect(await database('accounts').where({ userId: confirmed.id })).toHaveLength(2);
  });
});

test('without mail nothing is asked for, and pages are told so', async () => {
  const silent = await startTestServer({ OPERATOR_CONTACT: 'Ana, ana@example.com' });
  const answer = await fetch(`${silent.url}/api/auth/request-password-reset`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'ana@example.com' }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'RESET_PASSWORD_DISABLED' });
  const config = async (url: string) => (await fetch(`${url}/api/config`)).json();
  expect(await config(silent.url)).toMatchObject({ mail: false, operator_contact: 'Ana, ana@example.com' });
  expect(await config(server.url)).toMatchObject({ mail: true, operator_contact: null });
});
