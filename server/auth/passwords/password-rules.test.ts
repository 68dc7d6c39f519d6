import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../database/database.ts';
import { startTestServer } from '../../testing/test-server.ts';

const server = await startTestServer();
const database = openDatabase(server.databaseUrl, 1);
afterAll(() => database.destroy());

async function post(path: string, body: object, session = '') {
  const response = await fetch(`${server.url}/api/auth/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(session && { Authorization: `Bearer ${session}` }) },
    body: JSON.stringify(body),
  });
  const { code } = z.object({ code: z.string().optional() }).parse((await response.json()) ?? {});
  return { status: response.status, code, session: response.headers.get('set-auth-token') ?? '' };
}

const bad = [
  ['PASSWORD_TOO_SHORT', '7 chars'],
  ['PASSWORD_TOO_SHORT', '🙂🦊🐢🌵'],
  ['PASSWORD_TOO_COMMON', 'PassWord123'],
  ['PASSWORD_TOO_PERSONAL', 'Gertrude!1'],
  ['PASSWORD_TOO_PERSONAL', 'parley 2026'],
] as const;

/** A link to choose a new password, as it rests. */
async function sendLink(userId: string): Promise<string> {
  const token = randomUUID();
  const expiresAt = new Date(Date.now() + 60_000);
  await database('verifications').insert({
    id: token,
    identifier: `reset-password:${token}`,
    value: userId,
    expiresAt,
  });
  return token;
}

test('a bad password is refused at sign-up, when it is changed and when it is chosen by a link', async () => {
  for (const [code, password] of bad) {
    const signUp = { name: 'Gertrude', email: `${randomUUID()}@example.com`, password };
    expect(await post('sign-up/email', signUp)).toMatchObject({ status: 400, code });
    const user = await server.signUp('Gertrude');
    const change = { currentPassword: 'correct horse', newPassword: password };
    expect(await post('change-password', change, user.sessionToken)).toMatchObject({ status: 400, code });
    const reset = { token: await sendLink(user.id), newPassword: password };
    expect(await post('reset-password', reset)).toMatchObject({ status: 400, code });
    // The link is still good for a better one.
    expect(await post('reset-password', { ...reset, newPassword: 'tulpen im mai' })).toMatchObject({ status: 200 });
  }
});

test('a password signs in however its letters are put together, and as long as it is', async () => {
  for (const [chosen, typed] of [
    ['cafe\u0301 au lait', 'café au lait'],
    ['\uFF43\uFF41\uFF46\uFF45 au lait', 'cafe au lait'],
    ['🙂🦊🐢🌵🎈🎲🚲🌙'.repeat(8), '🙂🦊🐢🌵🎈🎲🚲🌙'.repeat(8)],
  ] as const) {
    const email = `${randomUUID()}@example.com`;
    expect(await post('sign-up/email', { name: 'Bob', email, password: chosen })).toMatchObject({ status: 200 });
    expect(await post('sign-in/email', { email, password: typed }), chosen).toMatchObject({ status: 200 });
    expect(await post('sign-in/email', { email, password: typed.slice(1) })).toMatchObject({ status: 401 });
  }
});

test('a changed password ends every other session, whatever was asked for', async () => {
  const alice = await server.signUp('Alice');
  const other = await post('sign-in/email', { email: alice.email, password: 'correct horse' });
  const change = { currentPassword: 'correct horse', newPassword: 'tulpen im mai', revokeOtherSessions: false };
  const changed = await post('change-password', change, alice.sessionToken);
  expect(changed.status).toBe(200);
  const isOpen = async (session: string) =>
    (await fetch(`${server.url}/api/auth/token`, { headers: { Authorization: `Bearer ${session}` } })).ok;
  expect(await isOpen(other.session)).toBe(false);
  expect(await isOpen(changed.session)).toBe(true);
  expect((await alice.fetch('/export')).status).toBe(401);
  const reset = { token: await sendLink(alice.id), newPassword: 'tulpen im juni' };
  expect(await post('reset-password', reset)).toMatchObject({ status: 200 });
  expect(await isOpen(changed.session)).toBe(false);
});
