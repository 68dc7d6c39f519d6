import { Model, type QueryBuilder, type TransactionOrKnex } from 'objection';
import { z } from 'zod';
import { toStorableJson } from './storable-json.ts';

const rowId = z.object({ id: z.string() });
const jsonObject = z.record(z.string(), z.unknown());

/** Where a call stands: `proposed` waits for the user's yes, `cancelled` got a no. */
export type ToolCallStatus = 'succeeded' | 'failed' | 'proposed' | 'cancelled';

export interface ToolCallRow {
  readonly id: string;
  readonly userId: string;
  readonly conversationId: string;
  readonly messageId: string;
  readonly callId: string;
  readonly name: string;
  readonly arguments: Record<string, unknown>;
  readonly result: Record<string, unknown> | null;
  readonly status: ToolCallStatus;
  readonly attempt: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** A call of a tool that the agent made or proposed; the message is the user's, whose turn made it. */
export class ToolCall extends Model {
  static override tableName = 'toolCalls';
  static override jsonAttributes = ['arguments', 'result'];
  static override modifiers = {
    ownedBy(query: QueryBuilder<ToolCall>, userId: string): void {
      query.where('toolCalls.userId', userId);
    },
  };

  declare id: string;
  declare userId: string;
  declare conversationId: string;
  declare messageId: string;
  declare callId: string;
  declare name: string;
  declare arguments: Record<string, unknown>;
  declare result: Record<string, unknown> | null;
  declare status: ToolCallStatus;
  declare attempt: string | null;
  declare startedAt: Date;
  declare finishedAt: Date | null;

  /** `jsonb` is checked when it is read. */
  override $parseDatabaseJson(json: Record<string, unknown>): Record<string, unknown> {
    const row = super.$parseDatabaseJson(json);
    if (row['arguments'] !== undefined) row['arguments'] = jsonObject.parse(row['arguments']);
    if (row['result'] !== undefined) row['result'] = jsonObject.nullable().parse(row['result']);
    return row;
  }

  /**
   * Stores a call, or how a proposed or failed one of the same id ended. A call that has succeeded is never rewritten.
   *
   * @returns the row's id; undefined when that call has succeeded before.
   */
  static async record(connection: TransactionOrKnex, row: ToolCallRow): Promise<string | undefined> {
    const rows = await connection('toolCalls')
      .insert({ ...row, arguments: toStorableJson(row.arguments), result: row.result && toStorableJson(row.result) })
      .onConflict(['messageId', 'callId'])
      .merge(['arguments', 'result', 'status', 'attempt', 'startedAt', 'finishedAt'])
      .where('toolCalls.status', '<>', 'succeeded')
      .where('toolCalls.userId', row.userId)
      .where('toolCalls.name', row.name)
      .returning('id');
    return rowId.array().parse(rows)[0]?.id;
  }

  /**
   * Finds what an earlier run of a turn did for this call, which the present run may have given another id. Each
   * recorded call answers one call of a run, so two equal calls that were both meant stay two.
   *
   * @returns the recorded call, marked as used by this run; undefined when the call is new.
   */
  static async claimRecorded(
    connection: TransactionOrKnex,
    call: Pick<ToolCallRow, 'userId' | 'messageId' | 'callId' | 'name' | 'arguments'> & { readonly attempt: string },
  ): Promise<ToolCall | undefined> {
    const recorded = ToolCall.query(connection)
      .modify('ownedBy', call.userId)
      .where({ messageId: call.messageId, name: call.name, status: 'succeeded' })
      .whereRaw('arguments = ?::jsonb', [toStorableJson(call.arguments)])
      .whereRaw('attempt is distinct from ?', [call.attempt])
      .orderByRaw('call_id <> ?, started_at, id', [call.callId])
      .limit(1)
      .forUpdate()
      .select('id');
    return ToolCall.query(connection).where('id', recorded).patch({ attempt: call.attempt }).returning('*').first();
  }

  /** @returns the call of that id in the turn, when it has succeeded. */
  static findSucceeded(
    connection: TransactionOrKnex,
    call: Pick<ToolCallRow, 'userId' | 'messageId' | 'callId' | 'name'>,
  ): Promise<ToolCall | undefined> {
    return ToolCall.query(connection)
      .findOne({ ...call, status: 'succeeded' })
      .execute();
  }

  /**
   * Finds a call of a conversation and keeps everybody else from it until the transaction ends.
   *
   * @returns undefined when it does not exist there or is another user's.
   */
  static lock(
    transaction: TransactionOrKnex,
    { userId, ...key }: Pick<ToolCallRow, 'userId' | 'conversationId' | 'callId'>,
  ): Promise<ToolCall | undefined> {
    return ToolCall.query(transaction).modify('ownedBy', userId).findOne(key).forUpdate().execute();
  }

  /** Whether a later call of the conversation that differs in no more than these arguments has succeeded. */
  async hasBeenDoneSince(connection: TransactionOrKnex, except: readonly string[]): Promise<boolean> {
    const later = await ToolCall.query(connection)
      .modify('ownedBy', this.userId)
      .where({ conversationId: this.conversationId, name: this.name, status: 'succeeded' })
      .where('startedAt', '>', this.startedAt)
      .whereRaw('arguments - ?::text[] = ?::jsonb - ?::text[]', [
        [...except],
        toStorableJson(this.arguments),
        [...except],
      ])
      .select('id')
      .first();
    return later !== undefined;
  }
}
