import { Model, type QueryBuilder, type TransactionOrKnex } from 'objection';
import { z } from 'zod';
import { proposedTask, type ProposedTask } from './proposed-task.ts';

const proposedCall = proposedTask.extend({
  callId: z.string(),
  name: z.string(),
  args: z.record(z.string(), z.unknown()),
  /** Set when an outside client asked: what it changes is that client's to undo. */
  door: z.literal('mcp').exactOptional(),
  /** When and where it was asked for: what its dates are relative to. */
  asked: z.object({ at: z.iso.datetime(), timeZone: z.string() }).exactOptional(),
  /** The other tasks of a call that touches several. */
  others: proposedTask.array().exactOptional(),
});

/** One call that runs after a yes, with the versions of its tasks that the user saw. */
export type ProposedCall = z.infer<typeof proposedCall>;

/** All tasks that a call touches or adds. */
export function proposedTasks({ others = [], ...call }: ProposedCall): ProposedTask[] {
  return [proposedTask.parse(call), ...others];
}

/** Where a confirmation stands; `stale` means that a task in it changed meanwhile. */
export type ConfirmationStatus = 'pending' | 'confirmed' | 'cancelled' | 'expired' | 'stale';

/** A proposal that waits for the user's yes: exactly which calls, on which versions, and until when. */
export class Confirmation extends Model {
  static override tableName = 'confirmations';
  static override jsonAttributes = ['calls', 'outcome'];
  static override modifiers = {
    ownedBy(query: QueryBuilder<Confirmation>, userId: string): void {
      query.where('confirmations.userId', userId);
    },
    pending(query: QueryBuilder<Confirmation>): void {
      query.where('confirmations.status', 'pending');
    },
  };

  declare id: string;
  declare userId: string;
  declare conversationId: string;
  /** The user's message whose turn proposed it. */
  declare messageId: string;
  declare calls: ProposedCall[];
  declare summary: string;
  declare status: ConfirmationStatus;
  declare itemId: string | null;
  declare outcome: Record<string, unknown> | null;
  declare expiresAt: Date;
  declare createdAt: Date;
  declare resolvedAt: Date | null;

  /** `jsonb` is checked when it is read. */
  override $parseDatabaseJson(json: Record<string, unknown>): Record<string, unknown> {
    const row = super.$parseDatabaseJson(json);
    if (row['calls'] !== undefined) row['calls'] = proposedCall.array().parse(row['calls']);
    return row;
  }

  /**
   * Finds a confirmation and keeps everybody else from it until the transaction ends.
   *
   * @returns undefined when it does not exist in this conversation or is another user's.
   */
  static lock(
    transaction: TransactionOrKnex,
    key: { id: string; userId: string; conversationId: string },
  ): Promise<Confirmation | undefined> {
    return Confirmation.query(transaction)
      .modify('ownedBy', key.userId)
      .findOne({ id: key.id, conversationId: key.conversationId })
      .forUpdate()
      .execute();
  }

  /** Lets one call of the user's outside clients be held at a time, so that they join one question. */
  static async lockOutside(transaction: TransactionOrKnex, userId: string): Promise<void> {
    await transaction.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`outside ${userId}`]);
  }

  /** Finds, locked, the open question of the user's outside clients: nothing but its own card has led to it. */
  static findOpenOutside(transaction: TransactionOrKnex, userId: string, now: Date): Promise<Confirmation | undefined> {
    return Confirmation.query(transaction)
      .modify('ownedBy', userId)
      .modify('pending')
      .where('expiresAt', '>', now)
      .whereExists(
        transaction('messages').whereRaw(
          'messages.id = confirmations.message_id and messages.item_id = confirmations.item_id',
        ),
      )
      .orderBy('createdAt', 'desc')
      .forUpdate()
      .first()
      .execute();
  }

  /** @returns what has taken the place of a question that more was added to. */
  static findSuccessor(transaction: TransactionOrKnex, { userId, conversationId, itemId }: Confirmation) {
    return Confirmation.query(transaction)
      .modify('ownedBy', userId)
      .modify('pending')
      .findOne({ conversationId, itemId })
      .execute();
  }
}
