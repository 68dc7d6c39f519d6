import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../database/database.ts';
import { down, up } from '../../../migrations/20261201001000_hash_session_tokens.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const server = await startTestServer();
const twin = await startTestServer({ DATABASE_URL: server.databaseUrl, BETTER_AUTH_URL: server.url });
const database = openDatabase(server.databaseUrl, 2);
afterAll(() => database.destroy());

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const device = z.object({
  id: z.string(),
  current: z.boolean(),
  device: z.object({ kind: z.string(), name: z.string().nullable(), system: z.string().nullable() }),
});

function ask(token: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/api/auth/${path}`, {
    headers: { Authorization: `Bearer ${token}`, ...(body && { 'Content-Type': 'application/json' }), ...headers },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
}

/** The same person, signed in on another device. */
async function signInAgain(user: TestUser, userAgent = FIREFOX) {
  const credentials = { email: user.email, password: 'correct horse' };
  const answer = await ask('', 'sign-in/email', credentials, { 'User-Agent': userAgent });
  const session = answer.headers.get('set-auth-token') ?? '';
  const { token } = z.object({ token: z.string() }).parse(await (await ask(session, 'token')).json());
  return { session, token };
}

const listOf = async (session: string) => z.array(device).parse(await (await ask(session, 'list-sessions')).json());

async function graveRequests(user: TestUser, token: string, url = server.url): Promise<number[]> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', Accept: 'application/json' };
  const answers = await Promise.all([
    fetch(`${url}/api/${user.id}/export`, { headers }),
    fetch(`${url}/api/${user.id}/EXPORT/`, { headers }),
    fetch(`${url}/mcp`, { method: 'POST', headers, body: '{"jsonrpc":"2.0","id":1,"method":"ping"}' }),
    fetch(`${url}/api/${user.id}`, { method: 'DELETE', headers }),
    fetch(`${url}/api/${user.id}/`, { method: 'DELETE', headers }),
  ]);
  return answers.map(({ status }) => status);
}

describe('the list of sessions', () => {
  test('names devices and the current one, and holds no token', async () => {
    const alice = await server.signUp('Alice');
    await signInAgain(alice);
    const answer = await ask(alice.sessionToken, 'list-sessions');
    const text = await answer.text();
    const listed = z.array(device).parse(JSON.parse(text));
    expect(listed.map(({ current }) => current)).toEqual([true, false]);
    expect(listed[1]?.device).toEqual({ kind: 'browser', name: 'Firefox', system: 'Linux' });
    expect(text).not.toMatch(/token|sha256/i);
    expect((await ask('', 'list-sessions')).status).toBe(401);
  });

  test('is there for a session of any age', async () => {
    const alice = await server.signUp('Alice');
    await database('sessions')
      .where({ userId: alice.id })
      .update({ createdAt: new Date(Date.now() - 20 * 86_400_000) });
    expect((await ask(alice.sessionToken, 'list-sessions')).status).toBe(200);
  });
});

describe('signing a device out', () => {
  test('works at once for export, deletion and MCP, on any instance, though its token lives on', async () => {
    const alice = await server.signUp('Alice');
    const other = await signInAgain(alice);
    expect((await alice.fetch('/export', { headers: { Authorization: `Bearer ${other.token}` } })).status).toBe(200);
    const [, theirs] = await listOf(alice.sessionToken);
    expect((await ask(alice.sessionToken, 'revoke-session', { id: theirs?.id })).status).toBe(200);
    for (const url of [server.url, twin.url])
      expect(await graveRequests(alice, other.token, url)).toEqual([401, 401, 401, 401, 401]);
    const change = { currentPassword: 'correct horse', newPassword: 'battery staple' };
    expect((await ask(other.session, 'change-password', change)).status).toBe(401);
    expect((await ask(other.session, 'token')).status).toBe(401);
    expect((await alice.fetch('/export')).status).toBe(200);
    expect(await listOf(alice.sessionToken)).toHaveLength(1);
  });

  test('works for everything else within ten seconds, and at once where the device was not seen lately', async () => {
    const alice = await server.signUp('Alice');
    const other = await signInAgain(alice);
    await ask(alice.sessionToken, 'revoke-other-sessions', {});
    const headers = { Authorization: `Bearer ${other.token}` };
    expect((await alice.fetch('/tasks', { headers })).status).toBe(401);
    expect((await alice.at(twin.url).fetch('/tasks', { headers })).status).toBe(401);
    expect((await alice.fetch('/tasks')).status).toBe(200);
  });

  test('is for one’s own only', async () => {
    const [alice, bob] = [await server.signUp('Alice'), await server.signUp('Bob')];
    const [own] = await listOf(alice.sessionToken);
    for (const id of [own?.id, '', randomUUID(), { ne: '' }, ['x']])
      await ask(bob.sessionToken, 'revoke-session', { id });
    await ask(bob.sessionToken, 'revoke-session', { token: alice.sessionToken.split('.')[0] });
    await ask(bob.sessionToken, 'revoke-other-sessions', {});
    expect((await ask(alice.sessionToken, 'token')).status).toBe(200);
    for (const path of ['revoke-session', 'revoke-other-sessions', 'revoke-sessions'])
      expect((await ask('', path, { id: own?.id })).status, path).toBe(401);
  });

  test('everywhere leaves nobody signed in', async () => {
    const alice = await server.signUp('Alice');
    const other = await signInAgain(alice);
    expect((await ask(alice.sessionToken, 'revoke-sessions', {})).status).toBe(200);
    for (const session of [alice.sessionToken, other.session]) expect((await ask(session, 'token')).status).toBe(401);
    expect(await graveRequests(alice, other.token)).toEqual([401, 401, 401, 401, 401]);
  });

  test('marks when a session was seen', async () => {
    const alice = await server.signUp('Alice');
    await database('sessions')
      .where({ userId: alice.id })
      .update({ updatedAt: new Date(Date.now() - 3_600_000) });
    await alice.fetch('/export');
    const [row] = await database('sessions').where({ userId: alice.id }).select<{ updatedAt: Date }[]>('updatedAt');
    expect(Date.now() - Number(row?.updatedAt)).toBeLessThan(60_000);
  });
});

test('every POST to a session that has one works without a body, and signing out ends it', async () => {
  for (const path of [
    'sign-out',
    'revoke-sessions',
    'revoke-other-sessions',
    'delete-user',
    'update-user',
    'verify-password',
  ]) {
    for (const headers of [
      {},
      { 'Content-Type': 'text/plain' },
      { 'Content-Type': 'application/x-www-form-urlencoded' },
    ]) {
      const user = await server.signUp('Alice');
      const answer = await fetch(`${server.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${user.sessionToken}`, ...headers },
      });
      expect([200, 400, 404], `${path} ${answer.status}`).toContain(answer.status);
      if (['sign-out', 'revoke-sessions'].includes(path))
        expect((await ask(user.sessionToken, 'token')).status, path).toBe(401);
    }
  }
});

describe('a copy of the database', () => {
  test('opens no session: tokens rest hashed', async () => {
    const alice = await server.signUp('Alice');
    const { session } = await signInAgain(alice);
    const rows = await database('sessions')
      .where({ userId: alice.id })
      .select<{ id: string; token: string }[]>('id', 'token');
    expect(rows).toHaveLength(2);
    for (const { id, token } of rows) {
      expect(token).toMatch(/^sha256:[\w-]{43}$/);
      expect(session).not.toContain(token);
      for (const guess of [token, token.slice('sha256:'.length), id]) {
        for (const path of ['token', 'list-sessions']) expect((await ask(guess, path)).status).toBe(401);
        expect(await (await ask(guess, 'get-session')).json()).toBeNull();
      }
    }
  });

  test('holds no code that hands a session over to the desktop app', async () => {
    const alice = await server.signUp('Alice');
    const query = '?client_id=parley-desktop&state=s&code_challenge=c';
    const answer = await ask(alice.sessionToken, `electron/transfer-user${query}`, {});
    const { electron_authorization_code: code } = z
      .object({ electron_authorization_code: z.string() })
      .parse(await answer.json());
    const rows = await database('verifications').select<{ identifier: string }[]>();
    expect(JSON.stringify(rows)).not.toContain(code);
    for (const { identifier } of rows) {
      const body = { token: identifier, state: 's', code_verifier: 'c' };
      expect((await ask('', 'electron/token', body)).status).toBe(404);
    }
  });

  test('of before is made safe, and who is signed in stays so', async () => {
    const alice = await server.signUp('Alice');
    const token = alice.sessionToken.split('.')[0] ?? '';
    await database('sessions').where({ userId: alice.id }).update({ token });
    expect((await ask(alice.sessionToken, 'token')).status).toBe(401);
    await up(database);
    await up(database);
    expect((await ask(alice.sessionToken, 'token')).status).toBe(200);
    await down(database);
    expect((await ask(alice.sessionToken, 'token')).status).toBe(401);
  });
});
