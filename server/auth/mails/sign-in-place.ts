import { createHash } from 'node:crypto';
import { Model, raw, type TransactionOrKnex } from 'objection';

/** A device in a network that somebody has signed in with. */
export class SignInPlace extends Model {
  static override tableName = 'signInPlaces';
  static override idColumn = ['userId', 'place'];

  declare userId: string;
  /** A digest. */
  declare place: string;
  declare seenAt: Date;

  /**
   * Remembers where somebody signs in.
   *
   * @returns whether nobody had done so with this account.
   */
  static async remember(connection: TransactionOrKnex, userId: string, description: string): Promise<boolean> {
    const place = createHash('sha256').update(`${userId}|${description}`).digest('base64url');
    const known = await SignInPlace.query(connection)
      .findById([userId, place])
      .patch({ seenAt: raw('now()') });
    if (known > 0) return false;
    await SignInPlace.query(connection).insert({ userId, place }).onConflict(['userId', 'place']).ignore();
    return true;
  }
}
