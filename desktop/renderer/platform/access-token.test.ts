import { describe, expect, it } from 'vitest';
import { AccessToken } from './access-token.ts';

/** A token as the server makes them, as far as anybody here reads it. */
function makeToken(lifetimeSeconds: number, serial: number): string {
  const claims = { iat: 1_000_000, exp: 1_000_000 + lifetimeSeconds, serial };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
}

function setUp(answer: (serial: number) => Response | Promise<Response>) {
  const clock = { now: 0 };
  let minted = 0;
  const accessToken = new AccessToken(
    async () => answer(++minted),
    () => clock.now,
  );
  return { accessToken, clock, minted: () => minted };
}

async function tokenOf(accessToken: AccessToken): Promise<string> {
  const result = await accessToken.get();
  if ('refusal' in result) throw new Error(`refused: ${result.refusal.status}`);
  return result.token;
}

describe('AccessToken', () => {
  it('gives callers that come together one token from one request', async () => {
    const { accessToken, minted } = setUp((serial) => Response.json({ token: makeToken(300, serial) }));
    const tokens = await Promise.all([tokenOf(accessToken), tokenOf(accessToken), tokenOf(accessToken)]);
    expect(new Set(tokens).size).toBe(1);
    expect(minted()).toBe(1);
  });

  it('renews a token a minute before its end, not sooner', async () => {
    const { accessToken, clock, minted } = setUp((serial) => Response.json({ token: makeToken(300, serial) }));
    await tokenOf(accessToken);
    clock.now = 239_000;
    await tokenOf(accessToken);
    expect(minted()).toBe(1);
    clock.now = 240_000;
    await tokenOf(accessToken);
    expect(minted()).toBe(2);
  });

  it('drops only the token that was refused, not the one another caller got meanwhile', async () => {
    const { accessToken, minted } = setUp((serial) => Response.json({ token: makeToken(300, serial) }));
    const first = await tokenOf(accessToken);
    accessToken.drop(first);
    const second = await tokenOf(accessToken);
    accessToken.drop(first);
    expect(await tokenOf(accessToken)).toBe(second);
    expect(minted()).toBe(2);
  });

  it('hands every waiting caller a refusal that each can read, and asks again the next time', async () => {
    const { accessToken, minted } = setUp(() => Response.json({ code: 'not_signed_in' }, { status: 401 }));
    const results = await Promise.all([accessToken.get(), accessToken.get()]);
    const bodies = await Promise.all(
      results.map(async (result) => ('refusal' in result ? result.refusal.json() : null)),
    );
    expect(bodies).toEqual([{ code: 'not_signed_in' }, { code: 'not_signed_in' }]);
    await accessToken.get();
    expect(minted()).toBe(2);
  });

  it('lets a failure to reach the server through and tries afresh afterwards', async () => {
    let isDown = true;
    const { accessToken } = setUp((serial) => {
      if (isDown) throw new TypeError('fetch failed');
      return Response.json({ token: makeToken(300, serial) });
    });
    await expect(accessToken.get()).rejects.toThrow(TypeError);
    isDown = false;
    expect(await tokenOf(accessToken)).toBe(makeToken(300, 2));
  });
});
