import { describe, expect, it } from 'vitest';
import { createAccessTokens } from './access-tokens.ts';

const SESSION = { server: 'https://parley.example', token: 'session' };
const jwt = (expiresAt: number, name: string) =>
  `h.${Buffer.from(JSON.stringify({ exp: expiresAt / 1000, name })).toString('base64url')}.s`;

describe('the short tokens', () => {
  const setup = () => {
    const state = {
      now: 1_000_000,
      minted: 0,
      answer: 'jwt' as 'jwt' | 'signed_out' | 'away',
      signedOut: [] as string[],
    };
    const tokens = createAccessTokens(
      {
        mintAccessToken: async () => {
          state.minted += 1;
          await Promise.resolve();
          return state.answer === 'jwt' ? { jwt: jwt(state.now + 300_000, `${state.minted}`) } : state.answer;
        },
      },
      (token) => state.signedOut.push(token),
      () => state.now,
    );
    return { state, tokens };
  };

  it('are minted once, however many ask at the same time', async () => {
    const { state, tokens } = setup();
    const answers = await Promise.all(Array.from({ length: 20 }, () => tokens.get(SESSION)));
    expect(new Set(answers).size).toBe(1);
    expect(state.minted).toBe(1);
  });

  it('E-75 are renewed a minute before they end', async () => {
    const { state, tokens } = setup();
    await tokens.get(SESSION);
    state.now += 239_000;
    await tokens.get(SESSION);
    expect(state.minted).toBe(1);
    state.now += 2000;
    await tokens.get(SESSION);
    expect(state.minted).toBe(2);
  });

  it('of one account are never used for another', async () => {
    const { state, tokens } = setup();
    await Promise.all([tokens.get(SESSION), tokens.get({ ...SESSION, token: 'other' })]);
    expect(state.minted).toBe(2);
  });

  it('end when the server says the session is over, and not when it is away', async () => {
    const { state, tokens } = setup();
    state.answer = 'away';
    await expect(tokens.get(SESSION)).rejects.toThrow();
    expect(state.signedOut).toEqual([]);
    state.answer = 'signed_out';
    expect(await tokens.get(SESSION)).toBeNull();
    expect(state.signedOut).toEqual(['session']);
  });
});
