import { describe, expect, it } from 'vitest';
import { createSendRequest } from './api-request.ts';

describe('the API as the tray and quick add use it', () => {
  it('goes on as whoever began, when a token is renewed and somebody else is in use by then', async () => {
    let inUse = { server: 'https://one.example', userId: 'alice', token: 'session of alice' };
    const seen: { address: string; authorization: string | null }[] = [];
    const send = createSendRequest({
      session: () => inUse,
      accessToken: async ({ token }) => `short for ${token}`,
      forgetAccessToken: () => undefined,
      locale: () => 'en',
      fetch: async (input, init) => {
        const address = input instanceof URL ? input.href : '';
        seen.push({ address, authorization: new Headers(init?.headers).get('authorization') });
        inUse = { server: 'https://two.example', userId: 'bob', token: 'session of bob' };
        return seen.length === 1 ? new Response(null, { status: 401 }) : Response.json({});
      },
    });
    await send({ method: 'PATCH', path: 'tasks/12', signal: AbortSignal.timeout(5000) });
    const asAlice = {
      address: 'https://one.example/api/alice/tasks/12',
      authorization: 'Bearer short for session of alice',
    };
    expect(seen).toEqual([asAlice, asAlice]);
  });

  it('gives a server no other account’s token, when accounts change while one is made', async () => {
    let inUse = { server: 'https://one.example', userId: 'alice', token: 'session of alice' };
    const seen: { address: string; authorization: string | null }[] = [];
    const send = createSendRequest({
      session: () => inUse,
      accessToken: async ({ token }) => {
        inUse = { server: 'https://two.example', userId: 'bob', token: 'session of bob' };
        return `short for ${token}`;
      },
      forgetAccessToken: () => undefined,
      locale: () => 'en',
      fetch: async (input, init) => {
        const address = input instanceof URL ? input.href : '';
        seen.push({ address, authorization: new Headers(init?.headers).get('authorization') });
        return Response.json({});
      },
    });
    await send({ method: 'PATCH', path: 'tasks/12', signal: AbortSignal.timeout(5000) });
    expect(seen).toEqual([
      { address: 'https://one.example/api/alice/tasks/12', authorization: 'Bearer short for session of alice' },
    ]);
  });
});
