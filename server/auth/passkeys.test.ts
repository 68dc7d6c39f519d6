import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../database/database.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';
import { passkeyOrigin } from './passkeys.ts';

const server = await startTestServer({ BETTER_AUTH_URL: 'https://parley.example.com' });
const database = openDatabase(server.databaseUrl, 1);
afterAll(() => database.destroy());
const alice = await server.signUp();
const bob = await server.signUp('Bob');

function ask(user: TestUser | undefined, path: string, body?: unknown): Promise<Response> {
  return fetch(`${server.url}/api/auth/passkey/${path}`, {
    headers: {
      ...(user ? { Authorization: `Bearer ${user.sessionToken}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
}

async function give({ id: userId }: TestUser): Promise<string> {
  const id = randomUUID();
  await database('passkeys').insert({
    id,
    userId,
    name: 'Laptop',
    publicKey: 'x',
    credentialId: randomUUID(),
    counter: 0,
    deviceType: 'multiDevice',
    backedUp: true,
  });
  return id;
}

const rowOf = (id: string) => database('passkeys').where({ id }).first<{ name: string } | undefined>();

test('somebody else’s passkey is neither seen, renamed nor removed', async () => {
  const id = await give(alice);
  expect(await (await ask(alice, 'list-user-passkeys')).json()).toMatchObject([{ id, name: 'Laptop' }]);
  expect(await (await ask(bob, 'list-user-passkeys')).json()).toEqual([]);
  for (const user of [bob, undefined]) {
    expect((await ask(user, 'update-passkey', { id, name: 'mine' })).status).toBe(401);
    expect((await ask(user, 'delete-passkey', { id })).status).toBe(401);
  }
  for (const other of [randomUUID(), '', '%', `${id}\0`])
    expect((await ask(bob, 'delete-passkey', { id: other })).status).toBeGreaterThanOrEqual(400);
  expect(await rowOf(id)).toMatchObject({ name: 'Laptop' });
  expect((await ask(alice, 'update-passkey', { id, name: 'x'.repeat(101) })).status).toBe(400);
  expect((await ask(alice, 'update-passkey', { id, name: 'Phone' })).status).toBe(200);
  expect(await rowOf(id)).toMatchObject({ name: 'Phone' });
  expect((await ask(alice, 'delete-passkey', { id })).status).toBe(200);
  expect(await rowOf(id)).toBeUndefined();
});

test('nobody who is not signed in adds one or sees any, and nothing forged signs in', async () => {
  expect((await ask(undefined, 'list-user-passkeys')).status).toBe(401);
  expect((await ask(undefined, 'generate-register-options')).status).toBe(401);
  expect((await ask(undefined, 'verify-registration', { response: {} })).status).toBe(401);
  const options = await ask(undefined, 'generate-authenticate-options');
  expect(await options.json()).toMatchObject({ rpId: 'parley.example.com' });
  const cookie = options.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const id = await give(alice);
  for (const response of [{}, { id }, { id: 'x', response: {} }, { id: { $ne: '' } }]) {
    const forged = await fetch(`${server.url}/api/auth/passkey/verify-authentication`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie, Origin: 'https://parley.example.com' },
      body: JSON.stringify({ response }),
    });
    expect(forged.status).toBeGreaterThanOrEqual(400);
    expect(forged.status).toBeLessThan(500);
    expect(forged.headers.get('set-auth-token')).toBeNull();
  }
});

test('the last way in stays, and there are twenty at the most', async () => {
  const carol = await server.signUp('Carol');
  const id = await give(carol);
  await database('accounts').where({ userId: carol.id }).delete();
  expect(await (await ask(carol, 'delete-passkey', { id })).json()).toMatchObject({ code: 'LAST_WAY_IN' });
  for (let count = 1; count < 20; count += 1) await give(carol);
  expect(await (await ask(carol, 'generate-register-options')).json()).toMatchObject({ code: 'TOO_MANY_PASSKEYS' });
});

test('passkeys are offered where browsers have them', async () => {
  expect(await (await fetch(`${server.url}/api/config`)).json()).toMatchObject({
    passkey_origin: 'https://parley.example.com',
  });
  for (const url of ['http://127.0.0.1:8787', 'http://[::1]:8787', 'https://192.0.2.1', 'http://parley.example.com'])
    expect(passkeyOrigin(url), url).toBeNull();
  expect(passkeyOrigin('http://localhost:8787/')).toBe('http://localhost:8787');
});
