import { describe, expect, it } from 'vitest';
import { createAuthClient } from './auth-client.ts';

const SERVER = 'https://parley.example';
const USER = { id: 'user-1', name: 'Alice', email: 'alice@example.com' };
const JSON_TYPE = { 'content-type': 'application/json' };
const answering = (body: string, init: ResponseInit) => createAuthClient(async () => new Response(body, init));

describe('F-48 the page of a captive portal or a proxy in place of the server', () => {
  const page = (status: number) =>
    answering('<h1>Welcome</h1>', { status, headers: { 'content-type': 'Text/HTML; charset=utf-8' } });

  it.each([200, 401, 403, 511])('with status %i ends no session', async (status) => {
    expect(await page(status).mintAccessToken(SERVER, 'session')).toBe('away');
  });

  it.each([200, 401, 403])('with status %i is no proof that a session was ended', async (status) => {
    await expect(page(status).signOut(SERVER, 'session')).rejects.toThrow();
  });
});

describe('what the server itself says about sessions', () => {
  it.each([
    [401, 'application/problem+json'],
    [401, 'application/json'],
    [403, 'application/json'],
  ])('E-75 is believed: %i as %s', async (status, type) => {
    const server = answering('{"code":"not_signed_in"}', { status, headers: { 'content-type': type } });
    expect(await server.mintAccessToken(SERVER, 'session')).toBe('signed_out');
    await expect(server.signOut(SERVER, 'session')).resolves.toBeUndefined();
  });

  it('E-54 is asked for again when it had no time to hear of a sign-out', async () => {
    await expect(answering('{}', { status: 429 }).signOut(SERVER, 'session')).rejects.toThrow();
  });

  it('E-52 may not grow until nothing of the store can be read again', async () => {
    const body = JSON.stringify({ token: 'short', user: USER });
    const long = answering(body, { headers: { ...JSON_TYPE, 'set-auth-token': 'x'.repeat(5000) } });
    expect(await long.signIn(SERVER, { email: 'a@b.example', password: 'x' })).toMatchObject({ ok: false });
  });
});
