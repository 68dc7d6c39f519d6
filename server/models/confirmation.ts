import { Model, type QueryBuilder, type TransactionOrKnex } from 'objection';
import { z } from 'zod';

const proposedCall = z.object({
  callId: z.string(),
  name: z.string(),
  args: z.record(z.string(), z.unknown()),
  taskId: z.number(),
  version: z.number(),
  title: z.string(),
});

/** One call that runs after a yes, with the task's version that the user saw. */
export type ProposedCall = z.infer<typeof proposedCall>;

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
}
