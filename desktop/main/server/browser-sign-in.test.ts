import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AccountResult } from './accounts.ts';
import { type RedeemableSignIn, createBrowserSignIn } from './browser-sign-in.ts';

const MINUTE_MS = 60_000;
const ACCOUNT = { id: 'a', userId: 'u', name: 'Ada', email: 'ada@example.com', server: 'https://parley.example' };
const SIGNED_IN: AccountResult = { ok: true, account: ACCOUNT };

function setup() {
  const opened: URL[] = [];
  const redeemed: RedeemableSignIn[] = [];
  const answers: AccountResult[] = [];
  const timers: { at: number; run: () => void }[] = [];
  let now = 0;
  const signIn = createBrowserSignIn({
    openInBrowser: async (address) => void opened.push(new URL(address)),
    redeem: async (_server, given) => {
      redeemed.push(given);
      return answers.shift() ?? SIGNED_IN;
    },
    onChange: () => undefined,
    scheduler: {
      now: () => now,
      after: (milliseconds, run) => {
        const timer = { at: now + milliseconds, run };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
      every: () => () => undefined,
    },
  });
  return {
    signIn,
    opened,
    redeemed,
    answers,
    pass: (milliseconds: number) => {
      now += milliseconds;
      for (const timer of timers.filter(({ at }) => at <= now)) timer.run();
    },
  };
}

/** What the server's page would hand back for the newest start. */
function codeFor(address: URL | undefined, identifier = 'one-use', state = address?.searchParams.get('state') ?? '') {
  return Buffer.from(JSON.stringify({ identifier, state })).toString('base64url');
}

describe('E-59 a sign-in in the browser', () => {
  it('opens the server’s page with a challenge and redeems the code with its verifier', async () => {
    const { signIn, opened, redeemed } = setup();
    expect(await signIn.start('https://parley.example', 'github')).toBe(true);
    expect(signIn.state()).toBe('waiting');
    const address = opened[0];
    expect(`${address?.origin}${address?.pathname}`).toBe('https://parley.example/desktop-sign-in');
    expect(await signIn.finish(` ${codeFor(address)}\n`)).toEqual(SIGNED_IN);
    expect(redeemed[0]).toMatchObject({ token: 'one-use', state: address?.searchParams.get('state') });
    const challenge = createHash('sha256')
      .update(redeemed[0]?.code_verifier ?? '')
      .digest('base64url');
    expect(address?.searchParams.get('code_challenge')).toBe(challenge);
    expect(signIn.state()).toBe('idle');
  });

  it('is over after one use, and when nobody started it', async () => {
    const { signIn, opened, redeemed } = setup();
    expect(await signIn.finish(codeFor(undefined, 'made-up', 'made-up'))).toMatchObject({ code: 'not_awaited' });
    await signIn.start('https://parley.example', 'github');
    await signIn.finish(codeFor(opened[0]));
    expect(await signIn.finish(codeFor(opened[0]))).toMatchObject({ code: 'not_awaited' });
    expect(redeemed).toHaveLength(1);
  });

  it('says after five minutes that it took too long', async () => {
    const { signIn, opened, redeemed, pass } = setup();
    await signIn.start('https://parley.example', 'github');
    pass(5 * MINUTE_MS - 1);
    expect(signIn.state()).toBe('waiting');
    pass(1);
    expect(signIn.state()).toBe('expired');
    expect(await signIn.finish(codeFor(opened[0]))).toMatchObject({ code: 'not_awaited' });
    expect(redeemed).toEqual([]);
  });

  it('is not ended by a code with a foreign state, nor by one that is none', async () => {
    const { signIn, opened } = setup();
    await signIn.start('https://parley.example', 'github');
    for (const code of [codeFor(opened[0], 'evil', 'other'), 'abc', '', codeFor(opened[0], '')]) {
      expect(await signIn.finish(code)).toMatchObject({ code: 'not_awaited' });
    }
    expect(await signIn.finish(codeFor(opened[0]))).toEqual(SIGNED_IN);
  });

  it('waits on when the server was away, and ends when the server refuses', async () => {
    const { signIn, opened, answers } = setup();
    answers.push(
      { ok: false, code: 'server_away', message: 'away' },
      { ok: false, code: 'INVALID_TOKEN', message: 'no' },
    );
    await signIn.start('https://parley.example', 'github');
    await signIn.finish(codeFor(opened[0]));
    expect(signIn.state()).toBe('waiting');
    await signIn.finish(codeFor(opened[0]));
    expect(signIn.state()).toBe('failed');
  });

  it('makes its secrets anew each time, and long enough; the newest start counts', async () => {
    const { signIn, opened } = setup();
    await signIn.start('https://parley.example', 'github');
    await signIn.start('https://parley.example', 'github');
    const [first, second] = opened;
    for (const name of ['state', 'code_challenge']) {
      expect(first?.searchParams.get(name)).not.toBe(second?.searchParams.get(name));
      expect(second?.searchParams.get(name)?.length).toBeGreaterThanOrEqual(32);
    }
    expect(await signIn.finish(codeFor(first))).toMatchObject({ code: 'not_awaited' });
    expect(await signIn.finish(codeFor(second))).toEqual(SIGNED_IN);
  });

  it('E-36 opens no browser more than five times a minute, whatever runs in the page', async () => {
    const { signIn, opened, pass } = setup();
    const starts = [];
    for (let count = 0; count < 20; count += 1) starts.push(await signIn.start('https://evil.example', 'github'));
    expect([starts.filter(Boolean).length, opened.length]).toEqual([5, 5]);
    expect(await signIn.finish(codeFor(opened[4]))).toEqual(SIGNED_IN);
    pass(MINUTE_MS);
    expect(await signIn.start('https://parley.example', 'github')).toBe(true);
  });

  it('can be cancelled', async () => {
    const { signIn, opened } = setup();
    await signIn.start('https://parley.example', 'github');
    signIn.cancel();
    expect(signIn.state()).toBe('idle');
    expect(await signIn.finish(codeFor(opened[0]))).toMatchObject({ code: 'not_awaited' });
  });
});
