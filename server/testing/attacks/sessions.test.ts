import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { startDatabaseProxy } from '../database-proxy.ts';
import { startTestServer } from '../test-server.ts';
import { expectRefusal } from './expect-refusal.ts';

const server = await startTestServer();
const database = openDatabase(server.databaseUrl, 2);
const alice = await server.signUp('Alice');
const good = alice.token;
afterAll(() => database.destroy());

const probe = (headers: Record<string, string>, path = '/tasks', url = server.url) =>
  fetch(`${url}/api/${alice.id}${path}`, { headers });

async function expectRefused(headers: Record<string, string>, path?: string): Promise<void> {
  await expectRefusal(await probe(headers, path));
}

describe('a token counts in the Authorization header alone, not in', () => {
  test.each(['access_token', 'token', 'authorization', 'jwt'])('the query as %s', async (name) => {
    await expectRefused({}, `/tasks?${name}=${good}`);
  });

  test.each([
    'X-Auth-Token',
    'X-Api-Key',
    'X-Access-Token',
    'X-Authorization',
    'Proxy-Authorization',
    'X-Parley-Token',
  ])('the header %s', async (name) => {
    await expectRefused({ [name]: `Bearer ${good}` });
    await expectRefused({ [name]: good });
  });

  test.each(['token', 'jwt', 'Authorization', 'better-auth.session_token', '__Secure-better-auth.session_token'])(
    'the cookie %s',
    async (name) => {
      await expectRefused({ Cookie: `${name}=${good}` });
      await expectRefused({ Cookie: `${name}=${alice.sessionToken}` });
    },
  );

  test('a body', async () => {
    const response = await fetch(`${server.url}/api/${alice.id}/chat`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ message: 'hi', access_token: good, token: good, authorization: `Bearer ${good}` }),
    });
    expect(response.status).toBe(401);
  });
});

describe('the life of a session', () => {
  test('its own token is none for the API', async () => {
    await expectRefused({ Authorization: `Bearer ${alice.sessionToken}` });
  });

  test('a token of a deleted account reads nothing and writes nothing', async () => {
    const dave = await server.signUp('Dave');
    await dave.fetch('/tasks', { body: { title: 'SECRET' } });
    expect((await dave.fetch('', { method: 'DELETE' })).status).toBe(204);
    const answers = await Promise.all([
      dave.fetch('/tasks'),
      dave.fetch('/export'),
      dave.fetch('/tasks', { body: { title: 'new' } }),
      dave.fetch('/chat', { body: { message: 'hi' } }),
      dave.fetch('/chat', { body: { type: 'threads.list', params: {} } }),
      dave.fetch('/chat', {
        body: { type: 'attachments.create', params: { name: 'a', size: 1, mime_type: 'text/plain' } },
      }),
      dave.fetch('/undo', { body: {} }),
      dave.fetch('/reminders/claim', { body: {} }),
      dave.fetch('', { method: 'DELETE' }),
    ]);
    for (const answer of answers) {
      const text = await answer.text();
      expect(answer.status, `${answer.url} ${text}`).toBeLessThan(500);
      expect(text).not.toContain('SECRET');
    }
    for (const table of ['tasks', 'conversations', 'attachments', 'sessions', 'accounts'])
      expect(await database(table).where({ userId: dave.id }), table).toEqual([]);
  });

  test('ends with the sign-out: no new token, no deletion of the account', async () => {
    const erin = await server.signUp('Erin');
    const session = { Authorization: `Bearer ${erin.sessionToken}`, 'Content-Type': 'application/json' };
    const auth = (path: string, method = 'GET') =>
      fetch(`${server.url}/api/auth/${path}`, { method, headers: session, ...(method === 'POST' && { body: '{}' }) });
    expect((await auth('sign-out', 'POST')).status).toBe(200);
    expect((await auth('token')).status).toBe(401);
    expect((await auth('list-sessions')).status).toBe(401);
    expect(await (await auth('get-session')).json()).toBeNull();
    expect((await erin.fetch('', { method: 'DELETE' })).status).toBe(401);
    expect(await database('users').where({ id: erin.id })).toHaveLength(1);
  });
});

describe('a valid token is not refused for keys that cannot be read', () => {
  test('because the database is away', async () => {
    const { proxy, url } = await startDatabaseProxy(server.databaseUrl);
    const twin = await startTestServer({ DATABASE_URL: url, BETTER_AUTH_URL: server.url });
    await proxy.cut();
    const response = await probe({ Authorization: `Bearer ${good}` }, '/tasks', twin.url);
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ code: 'database_unavailable' });
    await proxy.mend();
    await expect
      .poll(async () => (await probe({ Authorization: `Bearer ${good}` }, '/tasks', twin.url)).status)
      .toBe(200);
  });

  test('because they are not there to be read', async () => {
    const twin = await startTestServer({ DATABASE_URL: server.databaseUrl, BETTER_AUTH_URL: server.url });
    await database.raw('alter table jwks rename to jwks_away');
    try {
      expect((await probe({ Authorization: `Bearer ${good}` }, '/tasks', twin.url)).status).toBe(503);
    } finally {
      await database.raw('alter table jwks_away rename to jwks');
    }
    expect((await probe({ Authorization: `Bearer ${good}` }, '/tasks', twin.url)).status).toBe(200);
  });
});
