import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { BrowserSignInState } from '../../ipc-contract.ts';
import type { Scheduler } from '../ground/scheduler.ts';
import type { AccountResult } from './accounts.ts';

const VALID_MS = 5 * 60_000;
const STARTS_PER_MINUTE = 5;
const MINUTE_MS = 60_000;

/** What the server's page hands back, in base64url, as `@better-auth/electron` makes it. */
const handedBack = z.object({ identifier: z.string().min(1).max(256), state: z.string().min(1).max(256) });

/** What the server needs to trade the code for a session. */
export interface RedeemableSignIn {
  token: string;
  state: string;
  code_verifier: string;
}

/** Signing in with another provider in the system's browser; a code is worthless without the verifier kept here. */
export interface BrowserSignIn {
  state: () => BrowserSignInState;
  /**
   * Opens the server's sign-in page in the browser and waits for what it hands back, five minutes at most.
   *
   * @returns false when there is no browser to open, or it was opened too often within a minute
   */
  start: (server: string, provider: string) => Promise<boolean>;
  /**
   * Takes what the browser handed back, in a link or pasted: once, in time, and only for the sign-in that is awaited.
   *
   * @param code as the page shows it
   */
  finish: (code: string) => Promise<AccountResult>;
  cancel: () => void;
}

/** Creates the keeper of the one sign-in that may be under way. */
export function createBrowserSignIn(deps: {
  openInBrowser: (address: string) => Promise<void>;
  redeem: (server: string, signIn: RedeemableSignIn) => Promise<AccountResult>;
  onChange: () => void;
  scheduler: Scheduler;
}): BrowserSignIn {
  let pending: { server: string; state: string; verifier: string; cancelTimer: () => void } | null = null;
  let state: BrowserSignInState = 'idle';
  let starts: number[] = [];
  const become = (next: BrowserSignInState): void => {
    state = next;
    deps.onChange();
  };
  const end = (next: BrowserSignInState): void => {
    pending?.cancelTimer();
    pending = null;
    become(next);
  };
  return {
    state: () => state,
    start: async (server, provider) => {
      const now = deps.scheduler.now();
      starts = starts.filter((at) => now - at < MINUTE_MS);
      // Any script in the page can ask for this, and nobody needs to have clicked.
      if (starts.length >= STARTS_PER_MINUTE) return false;
      starts.push(now);
      pending?.cancelTimer();
      const verifier = randomBytes(48).toString('base64url');
      const wanted = randomBytes(24).toString('base64url');
      const cancelTimer = deps.scheduler.after(VALID_MS, () => end('expired'));
      pending = { server, state: wanted, verifier, cancelTimer };
      become('waiting');
      try {
        await deps.openInBrowser(addressOf(server, provider, wanted, verifier));
        return true;
      } catch {
        end('idle');
        return false;
      }
    },
    finish: async (code) => {
      const awaited = pending;
      const handed = readCode(code);
      // A code with a foreign state is somebody else's: the one awaited may still arrive.
      const isAwaited = awaited !== null && handed !== null && isSame(handed.state, awaited.state);
      if (!isAwaited || state === 'finishing') return NOT_AWAITED;
      become('finishing');
      const result = await deps.redeem(awaited.server, {
        token: handed.identifier,
        state: awaited.state,
        code_verifier: awaited.verifier,
      });
      if (pending !== awaited) return result;
      // A code that never reached the server is still good.
      if (!result.ok && result.code === 'server_away') become('waiting');
      else end(result.ok ? 'idle' : 'failed');
      return result;
    },
    cancel: () => end('idle'),
  };
}

const NOT_AWAITED: AccountResult = {
  ok: false,
  code: 'not_awaited',
  message: 'This code does not belong to the sign-in that was started here.',
};

function addressOf(server: string, provider: string, state: string, verifier: string): string {
  const address = new URL('/desktop-sign-in', server);
  address.searchParams.set('provider', provider);
  address.searchParams.set('state', state);
  address.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'));
  return address.href;
}

function readCode(code: string): z.infer<typeof handedBack> | null {
  try {
    return handedBack.parse(JSON.parse(Buffer.from(code.trim(), 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
