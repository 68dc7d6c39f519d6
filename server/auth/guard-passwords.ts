import { z } from 'zod';
import type { Knex } from '../database/database.ts';
import type { Auth } from './auth.ts';
import type { BodyRefusal } from './auth-body.ts';
import { Guesses, type Guess, type GuessOutcome } from './guesses/guesses.ts';
import { refusePassword } from './passwords/password-rules.ts';

const person = z.object({ name: z.string(), email: z.string() });
const signIn = z.object({ email: z.string(), password: z.string() });
const failure = z.object({ code: z.string() });
/** Better Auth's codes for a password that is not the right one. */
const WRONG = ['INVALID_EMAIL_OR_PASSWORD', 'INVALID_PASSWORD'];

/** Answers a request to Better Auth, unless it may not be made. */
export type PasswordGuard = (
  request: { path: string; body: Record<string, unknown>; headers: Headers; address: string },
  answer: (body: Record<string, unknown>) => Promise<Response>,
) => Promise<Response | BodyRefusal>;

/**
 * Stands around Better Auth wherever a password is given or chosen: who may have no account is refused, bad ones are, guesses have pauses, and whoever
 * changes theirs is signed out everywhere else, since the old one may have been known there.
 */
export function guardPasswords(auth: Auth, database: Knex): PasswordGuard {
  const guesses = new Guesses(database);

  async function bySession(headers: Headers): Promise<z.infer<typeof person> | undefined> {
    const session = await auth.api.getSession({ headers, query: { disableRefresh: true } });
    return person.safeParse(session?.user).data;
  }

  async function byLink(token: string): Promise<z.infer<typeof person> | undefined> {
    const { internalAdapter } = await auth.$context;
    const sent = await internalAdapter.findVerificationValue(`reset-password:${token}`);
    return person.safeParse(sent && (await internalAdapter.findUserById(sent.value))).data;
  }

  return async ({ path, body, headers, address }, answer) => {
    const refused =
      path === '/sign-up/email' ? await auth.signUps.foresee((await auth.$context).adapter, body) : undefined;
    if (refused) return { status: 403, ...refused };
    const refusal = await refusePassword(path, body, { bySession: () => bySession(headers), byLink });
    if (refusal) return refusal;
    const email = await whoseIsGuessed(path, body, () => bySession(headers));
    const given = path === '/change-password' ? { ...body, revokeOtherSessions: true } : body;
    if (email === undefined) return answer(given);

    const guess: Guess = { email, address };
    if (path === '/sign-up/email') {
      const response = await answer(given);
      if (response.ok) await guesses.know(guess);
      return response;
    }
    const wait = await guesses.begin(guess);
    if (wait > 0)
      return {
        status: 429,
        code: 'rate_limited',
        message: `Too many tries. Please wait ${wait} seconds.`,
        retryAfter: wait,
      };
    let outcome: GuessOutcome = 'neither';
    try {
      const response = await answer(given);
      outcome = await outcomeOf(response);
      return response;
    } finally {
      await guesses.settle(guess, outcome);
    }
  };
}

/** The address of the account whose password a request gives; undefined when it gives none, or nobody is signed in. */
async function whoseIsGuessed(
  path: string,
  body: Record<string, unknown>,
  bySession: () => Promise<z.infer<typeof person> | undefined>,
): Promise<string | undefined> {
  if (path === '/sign-in/email' || path === '/sign-up/email') return signIn.safeParse(body).data?.email;
  const isGiven = ['password', 'currentPassword'].some((name) => typeof body[name] === 'string');
  return isGiven ? (await bySession())?.email : undefined;
}

async function outcomeOf(response: Response): Promise<GuessOutcome> {
  if (response.ok) return 'right';
  const { data } = failure.safeParse(
    await response
      .clone()
      .json()
      .catch(() => undefined),
  );
  return WRONG.includes(data?.code ?? '') ? 'wrong' : 'neither';
}
