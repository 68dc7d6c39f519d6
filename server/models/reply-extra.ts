import { Model, type TransactionOrKnex } from 'objection';
import { z } from 'zod';
import { toStorableJson } from './storable-json.ts';

/** Fields of a dialect that mean something to the endpoint that sent them, and to nobody else. */
export const extraFields = z.record(z.string(), z.unknown());

/** What came with the calls of a reply, in their order. */
export const callExtras = z.object({ id: z.string(), extra: extraFields }).array();

export interface ReplyExtraRow {
  readonly messageId: string;
  readonly round: number;
  readonly userId: string;
  readonly conversationId: string;
  readonly endpoint: string;
  readonly message: z.infer<typeof extraFields>;
  readonly calls: z.infer<typeof callExtras>;
}

/** A reply of a turn that came with something its endpoint wants back, as it was, whenever the conversation goes on. */
export class ReplyExtra extends Model {
  static override tableName = 'replyExtras';

  /** Stores what came with a reply; a turn that runs again puts the new in the place of the old. */
  static async save(connection: TransactionOrKnex, row: ReplyExtraRow): Promise<void> {
    await connection('replyExtras')
      .insert({ ...row, message: toStorableJson(row.message), calls: toStorableJson(row.calls) })
      .onConflict(['messageId', 'round'])
      .merge(['endpoint', 'message', 'calls']);
  }
}
