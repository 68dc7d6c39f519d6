import { describe, expect, it } from 'vitest';
import { createAuthClient } from './auth-client.ts';

const SERVER = 'https://parley.example';
const page = (status: number) =>
  createAuthClient(async () => new Response('<h1>Welcome</h1>', { status, headers: { 'content-type': 'text/html' } }));

describe('F-48 the page of a hotel or a proxy in place of the server', () => {
  it.each([200, 401, 403, 511])('with status %i ends no session', async (status) => {
    expect(await page(status).mintAccessToken(SERVER, 'session')).toBe('away');
  });

  it('is no proof that a session was ended', async () => {
    await expect(page(200).signOut(SERVER, 'session')).rejects.toThrow();
  });
});

it('E-75 a session that the server itself does not know is over', async () => {
  const server = createAuthClient(async () =>
    Response.json({ code: 'not_signed_in' }, { status: 401, headers: { 'content-type': 'application/problem+json' } }),
  );
  expect(await server.mintAccessToken(SERVER, 'session')).toBe('signed_out');
  await server.signOut(SERVER, 'session');
});
