import { Model, raw, type QueryBuilder, type TransactionOrKnex } from 'objection';
import { taskSnapshot, type TaskSnapshot } from './task-snapshot.ts';

/** What was done to a task. */
export type TaskChangeKind = 'created' | 'updated' | 'completed' | 'reopened' | 'deleted' | 'restored';

/** One change of one task, to be recorded. */
export interface RecordedChange {
  readonly kind: TaskChangeKind;
  /** Null when the change made the task. */
  readonly before: TaskSnapshot | null;
  /** Null when the change removed the task. */
  readonly after: TaskSnapshot | null;
  /** The batch this change took back, when it is an undo. */
  readonly undoOf?: string;
}

/** An append-only record of a change, from which undo and audit read. */
export class TaskChange extends Model {
  static override tableName = 'taskChanges';
  static override jsonAttributes = ['before', 'after'];
  static override modifiers = {
    ownedBy(query: QueryBuilder<TaskChange>, userId: string): void {
      query.where('taskChanges.userId', userId);
    },
  };

  declare id: string;
  declare userId: string;
  declare taskId: number;
  declare kind: TaskChangeKind;
  declare before: TaskSnapshot | null;
  declare after: TaskSnapshot | null;
  declare batchId: string;
  declare conversationId: string | null;
  declare toolCallId: string | null;
  declare undoOf: string | null;
  declare createdAt: Date;

  /** `jsonb` is checked when it is read: an older version of the code may have written it. */
  override $parseDatabaseJson(json: Record<string, unknown>): Record<string, unknown> {
    const row = super.$parseDatabaseJson(json);
    for (const side of ['before', 'after']) {
      if (row[side] !== undefined) row[side] = taskSnapshot.nullable().parse(row[side]);
    }
    return row;
  }

  /** Appends what one request changed. */
  static async insertAll(
    connection: TransactionOrKnex,
    origin: { userId: string; batchId: string; conversationId: string | null; toolCallId: string | null },
    changes: readonly RecordedChange[],
  ): Promise<void> {
    const rows = changes.flatMap((change) => {
      const taskId = change.after?.id ?? change.before?.id;
      return taskId === undefined ? [] : [{ undoOf: null, ...change, ...origin, taskId }];
    });
    if (rows.length > 0) await TaskChange.query(connection).insert(rows);
  }

  /** @returns the changes of a batch, oldest first. */
  static findBatch(connection: TransactionOrKnex, userId: string, batchId: string): Promise<TaskChange[]> {
    return TaskChange.query(connection).modify('ownedBy', userId).where({ batchId }).orderBy('id').execute();
  }

  /** Lets one undo of a user run at a time, so that a batch is undone once; lasts as long as the transaction. */
  static async lockUndo(connection: TransactionOrKnex, userId: string): Promise<void> {
    await connection.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`undo ${userId}`]);
  }

  /** Whether some undo has taken the batch back already. */
  static async isUndone(connection: TransactionOrKnex, userId: string, batchId: string): Promise<boolean> {
    const undo = await TaskChange.query(connection)
      .modify('ownedBy', userId)
      .findOne({ undoOf: batchId })
      .limit(1)
      .select('id');
    return undo !== undefined;
  }

  /**
   * @param conversationId only changes made in this conversation count; null counts all of the user's.
   * @returns the newest batch that is neither an undo nor undone.
   */
  static async findNewestUndoable(
    connection: TransactionOrKnex,
    userId: string,
    conversationId: string | null,
    exceptBatchId: string,
  ): Promise<string | undefined> {
    const newest = await TaskChange.query(connection)
      .modify('ownedBy', userId)
      .modify((query) => (conversationId === null ? undefined : query.where({ conversationId })))
      .whereNull('undoOf')
      .whereNot('batchId', exceptBatchId)
      .whereNotExists(
        TaskChange.query(connection).alias('undo').select(raw('1')).whereColumn('undo.undoOf', 'taskChanges.batchId'),
      )
      .orderBy('id', 'desc')
      .limit(1)
      .first()
      .select('batchId');
    return newest?.batchId;
  }
}
