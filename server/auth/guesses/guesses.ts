import { createHash } from 'node:crypto';
import type { Knex } from '../../database/database.ts';
import { toDatabaseError } from '../../database/database-errors.ts';
import { waitSeconds } from '../../ground/errors.ts';
import { networkOf } from '../../ground/client-address.ts';
import { pauseAfter, type Counted } from './pauses.ts';

/** One try at a password: whose, and from where. */
export interface Guess {
  email: string;
  address: string;
}

/** How a guess came out; `neither` when the password was not looked at. */
export type GuessOutcome = 'right' | 'wrong' | 'neither';

interface GuessCount {
  key: string;
  failures: number;
  pausedUntil: Date | null;
  isKnown: boolean;
}

const DAYS_KNOWN = 90;
/** A count that nothing was added to for a day begins anew. */
const READ = `
  select key, case when updated_at < now() - interval '1 day' then 0 else failures end as failures,
    paused_until as "pausedUntil", coalesce(succeeded_at > now() - interval '${DAYS_KNOWN} days', false) as "isKnown"
  from password_guesses where key = any(?) order by key for update`;

/**
 * Limits guesses at passwords with pauses that grow, counted three ways: for an account from one network, for an account
 * from anywhere, and for a network at any account. Whoever got in from a network before waits only for what went wrong
 * there, so that nobody can keep an owner out. Counts are in the database: all instances count together.
 */
export class Guesses {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /**
   * Counts a guess before it is looked at, so that those made at once are counted too.
   *
   * @returns the seconds that a pause still lasts, and the guess may not be made; 0 when it may.
   */
  async begin(guess: Guess): Promise<number> {
    const wait = await this.#change(guess, (rows) => {
      const isKnown = rows.some((row) => row.isKnown);
      const relevant = rows.filter(({ kind }) => !isKnown || kind === 'pair');
      const seconds = Math.max(0, ...relevant.map(({ pausedUntil }) => (Number(pausedUntil) - Date.now()) / 1000));
      if (seconds > 0) return { result: seconds, changed: [] };
      const changed = rows.map((row) => {
        const failures = row.failures + 1;
        const pause = pauseAfter(row.kind, failures, isKnown);
        return { ...row, failures, pausedUntil: pause === 0 ? null : new Date(Date.now() + pause * 1000) };
      });
      return { result: 0, changed };
    });
    return wait === 0 ? 0 : waitSeconds(wait);
  }

  /** Takes back what was counted for a guess that was not wrong. A right one makes its network known for its account. */
  async settle(guess: Guess, outcome: GuessOutcome): Promise<void> {
    if (outcome === 'wrong') return;
    await this.#change(guess, (rows) => {
      const changed = rows.map((row) => {
        const failures = outcome === 'right' && row.kind === 'pair' ? 0 : Math.max(0, row.failures - 1);
        const isPaused = pauseAfter(row.kind, failures, row.isKnown) > 0;
        return { ...row, failures, pausedUntil: isPaused ? row.pausedUntil : null };
      });
      return { result: undefined, changed };
    });
    if (outcome === 'right') await this.know(guess);
  }

  /** Remembers that the owner of an account was in a network; what is as old as to count for nothing is forgotten. */
  async know(guess: Guess): Promise<void> {
    const succeededAt = new Date();
    await this.#database('password_guesses')
      .insert({ key: keysOf(guess).pair, succeededAt })
      .onConflict('key')
      .merge({ succeededAt });
    await this.#database('password_guesses')
      .where('updatedAt', '<', new Date(Date.now() - DAYS_KNOWN * 86_400_000))
      .delete();
  }

  async #change<T>(
    guess: Guess,
    decide: (rows: (GuessCount & { kind: Counted })[]) => { result: T; changed: GuessCount[] },
  ): Promise<T> {
    const keys = keysOf(guess);
    const kinds = new Map<string, Counted>([
      [keys.pair, 'pair'],
      [keys.account, 'account'],
      [keys.network, 'network'],
    ]);
    // In one order everywhere, so that two guesses never wait for each other.
    const sorted = [...kinds.keys()].toSorted();
    try {
      return await this.#database.transaction(async (transaction) => {
        await transaction('password_guesses')
          .insert(sorted.map((key) => ({ key })))
          .onConflict('key')
          .ignore();
        const { rows } = await transaction.raw<{ rows: GuessCount[] }>(READ, [sorted]);
        const { result, changed } = decide(rows.map((row) => ({ ...row, kind: kinds.get(row.key) ?? 'pair' })));
        for (const { key, failures, pausedUntil } of changed)
          await transaction('password_guesses').where({ key }).update({ failures, pausedUntil, updatedAt: new Date() });
        return result;
      });
    } catch (error) {
      throw toDatabaseError(error);
    }
  }
}

/** Hashes: the table is to say of nobody that they have an account, or where they are. */
function keysOf({ email, address }: Guess): Record<Counted, string> {
  // As Better Auth looks an address up: however it is written, it is one account.
  const account = email.toLowerCase();
  const network = networkOf(address);
  return { pair: hash('pair', account, network), account: hash('account', account), network: hash('network', network) };
}

function hash(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
