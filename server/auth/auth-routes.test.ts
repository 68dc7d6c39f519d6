import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import knex from 'knex';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { knexConfig } from '../../knexfile.ts';
import { startTestServer } from '../testing/test-server.ts';

const server = await startTestServer();
const alice = await server.signUp('Alice');
const bob = await server.signUp('Bob');

async function post(
  path: string,
  body: unknown,
): Promise<{ status: number; type: string | null; body: Record<string, unknown> }> {
  const response = await fetch(`${server.url}/api/auth/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    type: response.headers.get('Content-Type'),
    body: (await response.json()) as Record<string, unknown>,
  };
}

test('names what is wrong with a sign-up', async () => {
  const good = { name: 'Carol', email: 'carol@example.com', password: 'long enough' };
  for (const [change, code] of [
    [{ email: 'carol' }, 'VALIDATION_ERROR'],
    [{ password: 'short' }, 'PASSWORD_TOO_SHORT'],
    [{ password: 'x'.repeat(129) }, 'PASSWORD_TOO_LONG'],
    [{ email: alice.email }, 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL'],
  ] as const) {
    const answer = await post('sign-up/email', { ...good, ...change });
    expect(answer.status, code).toBeGreaterThanOrEqual(400);
    expect(answer.status, code).toBeLessThan(500);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      code,
      status: answer.status,
      detail: expect.any(String),
      request_id: expect.any(String),
    });
  }
});

test('answers an unknown address exactly like a wrong password', async () => {
  const wrong = await post('sign-in/email', { email: alice.email, password: 'not the password' });
  const unknown = await post('sign-in/email', { email: 'nobody@example.com', password: 'not the password' });
  expect(wrong.status).toBe(401);
  expect({ ...unknown.body, request_id: '' }).toEqual({ ...wrong.body, request_id: '' });
});

test('does not let a sign-up choose its id or verify its own address', async () => {
  const answer = await post('sign-up/email', {
    name: 'Eve',
    email: 'eve@example.com',
    password: 'long enough',
    id: alice.id,
    emailVerified: true,
  });
  expect(answer.body['user']).toMatchObject({ emailVerified: false });
  expect(answer.body['user']).not.toMatchObject({ id: alice.id });
});

test('signs in, and signs out for good', async () => {
  const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: bob.email, password: 'correct horse' }),
  });
  const headers = {
    Authorization: `Bearer ${answer.headers.get('set-auth-token')}`,
    'Content-Type': 'application/json',
  };
  expect((await fetch(`${server.url}/api/auth/token`, { headers })).status).toBe(200);
  expect((await fetch(`${server.url}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' })).status).toBe(200);
  expect((await fetch(`${server.url}/api/auth/token`, { headers })).status).toBe(401);
});

test('keeps a valid profile and refuses an invalid one', async () => {
  const update = (body: unknown) =>
    fetch(`${server.url}/api/auth/update-user`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${alice.sessionToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await update({ time_zone: 'Europe/Paris', theme: 'dark', locale: 'fr' })).status).toBe(200);
  expect((await update({ time_zone: 'Mars/Olympus' })).status).toBe(400);
  const session = await fetch(`${server.url}/api/auth/get-session`, {
    headers: { Authorization: `Bearer ${alice.sessionToken}` },
  });
  expect(await session.json()).toMatchObject({ user: { time_zone: 'Europe/Paris', theme: 'dark', locale: 'fr' } });
});

describe('the token of a session', () => {
  const ask = (token: string, path: string, body?: unknown) =>
    fetch(`${server.url}/api/auth/${path}`, {
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });

  test('is in no answer to who has one already', async () => {
    for (const [path, body] of [
      ['get-session'],
      ['list-sessions'],
      ['list-accounts'],
      ['update-user', { name: 'Alice again' }],
      ['update-session', { userAgent: 'x' }],
      ['verify-password', { password: 'correct horse' }],
      ['link-social', { provider: 'oidc' }],
      ['revoke-other-sessions', {}],
    ] as const) {
      const text = await (await ask(alice.sessionToken, path, body)).text();
      expect(text, path).not.toContain(alice.sessionToken.split('.')[0]);
      expect(text, path).not.toContain('"token"');
    }
  });

  test('is not needed to end the session of another device, and an id ends only one’s own', async () => {
    const { email } = alice;
    const device = await ask('', 'sign-in/email', { email, password: 'correct horse' });
    const token = device.headers.get('set-auth-token') ?? '';
    const list = z.array(z.object({ id: z.string() }));
    const { session } = z
      .object({ session: z.object({ id: z.string() }) })
      .parse(await (await ask(token, 'get-session')).json());
    expect(list.parse(await (await ask(alice.sessionToken, 'list-sessions')).json())).toContainEqual(
      expect.objectContaining(session),
    );
    const stranger = await server.signUp('Mallory');
    await ask(stranger.sessionToken, 'revoke-session', session);
    expect((await ask(token, 'token')).status).toBe(200);
    expect((await ask(alice.sessionToken, 'revoke-session', session)).status).toBe(200);
    expect((await ask(token, 'token')).status).toBe(401);
  });
});

describe('attempts', async () => {
  const strict = await startTestServer({ SIGN_IN_LIMIT_PER_MINUTE: '3' });
  const twin = await startTestServer({
    DATABASE_URL: strict.databaseUrl,
    BETTER_AUTH_URL: strict.url,
    SIGN_IN_LIMIT_PER_MINUTE: '3',
  });
  test.each([
    ['sign-in/email', { email: 'nobody@example.com', password: 'not the password' }],
    ['verify-password', { password: 'not the password' }],
    ['change-password', { currentPassword: 'not the password', newPassword: 'another one' }],
  ])('at %s are counted for all instances, and the wait is told in seconds', async (path, body) => {
    const carol = await strict.signUp('Carol');
    const answers = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      answers.push(
        await fetch(`${attempt % 2 === 0 ? strict.url : twin.url}/api/auth/${path}`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${carol.sessionToken}`, 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
    }
    expect(answers.slice(0, 3).map(({ status }) => status)).not.toContain(429);
    expect(answers[3]?.status).toBe(429);
    const wait = answers[3]?.headers.get('Retry-After') ?? '';
    expect(wait).toMatch(/^\d{1,2}$/);
    expect(Number(wait)).toBeGreaterThan(0);
    expect(Number(wait)).toBeLessThanOrEqual(60);
  });
});

test('refuses what is longer than anything it could be, before it is read', async () => {
  const long = {
    email: `${'x'.repeat(300)}@example.com`,
    name: 'x'.repeat(101),
    image: `https://x/${'x'.repeat(2_100)}`,
  };
  for (const [name, text] of Object.entries(long)) {
    const body = { name: 'Carol', email: 'carol@example.com', password: 'long enough', [name]: text };
    expect(await post('sign-up/email', body), name).toMatchObject({ status: 400 });
  }
  for (const path of ['sign-in/email', 'verify-password', 'change-password']) {
    const body = { email: alice.email, password: 'x'.repeat(129), currentPassword: 'x'.repeat(129), newPassword: 'y' };
    expect(await post(path, body), path).toMatchObject({ status: 400, body: { code: 'PASSWORD_TOO_LONG' } });
  }
  for (const path of [
    'x'.repeat(6_000),
    `reset-password/${'x'.repeat(6_000)}`,
    'sign-in',
    'sign-in/email/',
    '..%2ftoken',
  ])
    expect((await post(path, {})).status, path).toBe(404);
});

test('signs out without a body', async () => {
  const carol = await server.signUp('Carol');
  const headers = { Authorization: `Bearer ${carol.sessionToken}` };
  expect((await fetch(`${server.url}/api/auth/sign-out`, { method: 'POST', headers })).status).toBe(200);
  expect((await fetch(`${server.url}/api/auth/token`, { headers })).status).toBe(401);
});

const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const now = Math.floor(Date.now() / 1000);
const goodClaims = { sub: alice.id, iss: server.url, aud: 'parley-api', iat: now, exp: now + 300 };

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signToken(header: object, claims: object, key: KeyObject = stranger.privateKey): string {
  const input = `${encode({ alg: 'ES256', typ: 'JWT', ...header })}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function probe(authorization: string | undefined, userId = alice.id): Promise<Response> {
  return fetch(
    `${server.url}/api/${userId}/tasks/987654`,
    authorization === undefined ? {} : { headers: { Authorization: authorization } },
  );
}

async function expectRefusal(authorization: string | undefined): Promise<void> {
  const response = await probe(authorization);
  expect(response.status, authorization).toBe(401);
  expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ code: 'not_signed_in' });
}

test('lets in nobody but the user whom the token names', async () => {
  expect((await probe(`Bearer ${alice.token}`)).status).toBe(404);
  expect((await probe(`Bearer ${alice.token}`, bob.id)).status).toBe(403);
});

test('refuses a missing, foreign, unsigned or tampered token', async () => {
  const [header = '', claims = ''] = alice.token.split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
  const { keys } = (await (await fetch(`${server.url}/api/auth/jwks`)).json()) as { keys: JsonWebKey[] };
  const symmetricInput = `${encode({ alg: 'HS256', kid })}.${claims}`;
  const symmetric = `${symmetricInput}.${createHmac('sha256', JSON.stringify(keys[0])).update(symmetricInput).digest('base64url')}`;
  for (const token of [
    signToken({ kid }, goodClaims),
    `${encode({ alg: 'none' })}.${claims}.`,
    symmetric,
    `${alice.token}x`,
    alice.sessionToken,
    '',
  ]) {
    await expectRefusal(`Bearer ${token}`);
  }
  for (const authorization of [undefined, '', 'Bearer', 'Basic YTpi']) await expectRefusal(authorization);
});

test('refuses a token of our own keys that is old, long-lived, or meant for somebody else', async () => {
  const database = knex(knexConfig(server.databaseUrl, 1));
  const publicKey = JSON.stringify(stranger.publicKey.export({ format: 'jwk' }));
  await database('jwks').insert({
    id: 'extra-key',
    publicKey,
    privateKey: '""',
    alg: 'ES256',
    crv: 'P-256',
    createdAt: new Date(0),
  });
  await database.destroy();
  const header = { kid: 'extra-key' };

  expect((await probe(`Bearer ${signToken(header, goodClaims)}`)).status).toBe(404);
  for (const change of [
    { exp: now - 60, iat: now - 360 },
    { exp: undefined },
    { exp: now + 86_400 },
    { iss: 'https://elsewhere.example' },
    { aud: server.url },
    { aud: undefined },
    { sub: undefined },
    { nbf: now + 3600 },
  ]) {
    await expectRefusal(`Bearer ${signToken(header, { ...goodClaims, ...change })}`);
  }
});
