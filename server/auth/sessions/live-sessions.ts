import { toDatabaseError } from '../../database/database-errors.ts';
import type { Knex } from '../../database/database.ts';
import { AppError } from '../../ground/errors.ts';

/** How long it may take until a session that was ended elsewhere is over for what changes little and is asked often. */
const KNOWN_FOR_MS = 10_000;
/** More are not remembered: the oldest is forgotten. */
const MOST_SESSIONS = 10_000;

/** Whether the session is there, and when it was seen, to the minute or so: that is what its owner finds it again by. */
const FIND_AND_MARK = `
  with live as (select id, updated_at from sessions where id = ? and user_id = ? and expires_at > now()),
    seen as (
      update sessions set updated_at = now() from live
      where sessions.id = live.id and live.updated_at < now() - interval '5 minutes'
    )
  select id from live`;

/**
 * Tells whether the session that a token was made for is still there: tokens live for minutes, and are checked without the
 * database. What is remembered saves asking for every request, and for nothing else.
 */
export class LiveSessions {
  readonly #database: Knex;
  readonly #seenAt = new Map<string, number>();

  constructor(database: Knex) {
    this.#database = database;
  }

  /**
   * @param isGrave whether the database is to be asked now, whatever is remembered.
   * @throws AppError `not_signed_in` when the session is over, `database_unavailable` when nobody can tell.
   */
  async expect(userId: string, sessionId: string, isGrave: boolean): Promise<void> {
    const key = `${userId} ${sessionId}`;
    const seenAt = this.#seenAt.get(key);
    if (!isGrave && seenAt !== undefined && performance.now() - seenAt < KNOWN_FOR_MS) return;
    if (!(await this.#isLive(userId, sessionId))) {
      this.#seenAt.delete(key);
      throw new AppError('not_signed_in', 'This session has ended. Please sign in again.');
    }
    this.#remember(key);
  }

  #remember(key: string): void {
    this.#seenAt.delete(key);
    for (const [oldest] of this.#seenAt) {
      if (this.#seenAt.size < MOST_SESSIONS) break;
      this.#seenAt.delete(oldest);
    }
    this.#seenAt.set(key, performance.now());
  }

  async #isLive(userId: string, sessionId: string): Promise<boolean> {
    try {
      const { rows } = await this.#database.raw<{ rows: unknown[] }>(FIND_AND_MARK, [sessionId, userId]);
      return rows.length > 0;
    } catch (error) {
      throw toDatabaseError(error);
    }
  }
}
