import { Model, raw, type QueryBuilder, type TransactionOrKnex } from 'objection';
import { toStorableJson } from './storable-json.ts';

/** A request of the plain form that was sent with a key, and what it came to. */
export class IdempotencyKey extends Model {
  static override tableName = 'idempotencyKeys';
  static override idColumn = ['userId', 'key'];
  static override modifiers = {
    ownedBy(query: QueryBuilder<IdempotencyKey>, userId: string): void {
      query.where('idempotencyKeys.userId', userId);
    },
  };

  declare userId: string;
  declare key: string;
  /** What was asked, so that a key that is used for something else is noticed. */
  declare requestHash: string;
  /** The message the request became. */
  declare conversationId: string | null;
  declare itemId: string | null;
  /** Null until the first try has one. */
  declare answer: unknown;
  /** Until then others of the same key wait. */
  declare heldUntil: Date;
  declare createdAt: Date;

  /** What an answer says may not be storable as it is. */
  override $formatDatabaseJson(json: Record<string, unknown>): Record<string, unknown> {
    const row = super.$formatDatabaseJson(json);
    if (row['answer'] !== undefined) row['answer'] = toStorableJson(row['answer']);
    return row;
  }

  /**
   * Takes a key, or one whose first try has died, and forgets keys of the user's that are too old.
   *
   * @returns undefined when the key was answered, is held, or belongs to another request.
   */
  static take(
    connection: TransactionOrKnex,
    { userId, key, requestHash }: Pick<IdempotencyKey, 'userId' | 'key' | 'requestHash'>,
    { keptHours, heldSeconds }: { keptHours: number; heldSeconds: number },
  ): Promise<IdempotencyKey | undefined> {
    const outdated = IdempotencyKey.query()
      .modify('ownedBy', userId)
      .whereNot({ key })
      .where('createdAt', '<', raw("now() - ? * interval '1 hour'", [keptHours]))
      .delete();
    const taken = IdempotencyKey.query()
      .insert({ userId, key, requestHash, heldUntil: secondsFromNow(heldSeconds) })
      .onConflict(['userId', 'key'])
      .merge(['heldUntil'])
      .whereNull('idempotencyKeys.answer')
      .where('idempotencyKeys.heldUntil', '<', raw('now()'))
      .where('idempotencyKeys.requestHash', requestHash)
      .returning('*');
    return IdempotencyKey.query(connection)
      .with('outdated', outdated)
      .with('taken', taken)
      .from('taken')
      .first()
      .execute();
  }
}

/** An expression of the database's clock. */
export function secondsFromNow(seconds: number) {
  return raw("now() + ? * interval '1 second'", [seconds]);
}
