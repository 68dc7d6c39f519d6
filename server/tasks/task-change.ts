import { Model, raw, type QueryBuilder, type TransactionOrKnex } from 'objection';
import { z } from 'zod';
import type { Door, Turn } from '../ground/turn.ts';
import { parseTimeZone } from '../ground/caller.ts';
import { readSnapshot } from './kept-snapshot.ts';
import type { TaskSnapshot } from './task-snapshot.ts';

const batchRow = z.object({ batchId: z.string(), conversationId: z.string().nullable(), isUndo: z.boolean() });
const chainEnd = batchRow.extend({ root: z.string() });

/** A batch as the chain of its undos knows it; `isUndo` unless it changes something, or brings back what an undo took away. */
export type BatchRow = z.infer<typeof batchRow>;

/** What was done to a task. */
export type TaskChangeKind = 'created' | 'updated' | 'completed' | 'reopened' | 'deleted' | 'restored';

/** What had been done to a task, as an undo tells it. */
export type UndoneKind = Exclude<TaskChangeKind, 'restored'>;

/** One change of one task, to be recorded. */
export interface RecordedChange {
  readonly kind: TaskChangeKind;
  /** Null when the change made the task. */
  readonly before: TaskSnapshot | null;
  /** Null when the change removed the task. */
  readonly after: TaskSnapshot | null;
  /** The batch this change took back, when it is an undo. */
  readonly undoOf?: string;
  /** Whether that batch was an undo itself. */
  readonly isRedo?: boolean;
}

/** Enough for what one device does between two looks of another. */
const RECENT_CHANGES = 50;

/** An append-only record of a change, from which undo and audit read. */
export class TaskChange extends Model {
  static override tableName = 'taskChanges';
  static override jsonAttributes = ['before', 'after'];
  static override modifiers = {
    ownedBy(query: QueryBuilder<TaskChange>, userId: string): void {
      query.where('taskChanges.userId', userId);
    },
    madeIn(query: QueryBuilder<TaskChange>, { door, conversationId }: Turn): void {
      query.where(door === 'chat' ? { conversationId } : { door });
    },
    undoable(query: QueryBuilder<TaskChange>): void {
      query.where((either) => either.whereNull('undoOf').orWhere({ isRedo: true }));
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
  declare isRedo: boolean;
  declare door: Door | null;
  declare createdAt: Date;

  /** `jsonb` is checked when it is read: an older version of the code may have written it. */
  override $parseDatabaseJson(json: Record<string, unknown>): Record<string, unknown> {
    const { timeZone, ...row } = super.$parseDatabaseJson(json);
    const zone = typeof timeZone === 'string' && parseTimeZone(timeZone) !== undefined ? timeZone : 'UTC';
    for (const side of ['before', 'after']) {
      if (row[side] !== undefined) row[side] = readSnapshot(row[side], zone);
    }
    return row;
  }

  /** Appends what one request changed. */
  static async insertAll(
    connection: TransactionOrKnex,
    origin: Pick<TaskChange, 'userId' | 'batchId' | 'conversationId' | 'toolCallId' | 'door'>,
    changes: readonly RecordedChange[],
  ): Promise<void> {
    const rows = changes.flatMap((change) => {
      const taskId = change.after?.id ?? change.before?.id;
      return taskId === undefined ? [] : [{ undoOf: null, isRedo: false, ...change, ...origin, taskId }];
    });
    if (rows.length > 0) await TaskChange.query(connection).insert(rows);
  }

  /** @returns the changes of batches, oldest first. */
  static findBatches(
    connection: TransactionOrKnex,
    userId: string,
    batchIds: readonly string[],
  ): Promise<TaskChange[]> {
    return TaskChange.query(connection)
      .modify('ownedBy', userId)
      .select('taskChanges.*', raw(ZONE_OF_USER))
      .whereIn('batchId', [...batchIds])
      .orderBy('id')
      .execute();
  }

  /** @returns the batches that were changed last and when each of them was, the newest first. */
  static async findRecentBatches(connection: TransactionOrKnex, userId: string): Promise<Map<string, Date>> {
    const newest = await TaskChange.query(connection)
      .modify('ownedBy', userId)
      .select('batchId', 'createdAt')
      .orderBy('id', 'desc')
      .limit(RECENT_CHANGES);
    const batches = new Map<string, Date>();
    for (const { batchId, createdAt } of newest) if (!batches.has(batchId)) batches.set(batchId, createdAt);
    return batches;
  }

  /** Lets one undo of a user run at a time, so that a batch is undone once; lasts as long as the transaction. */
  static async lockUndo(connection: TransactionOrKnex, userId: string): Promise<void> {
    await connection.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`undo ${userId}`]);
  }

  /**
   * Follows batches to their newest undo, the undo of that, and so on: only the end of such a chain is in force.
   *
   * @returns the ends by what was asked for, which is the batch itself when nothing has taken it back; without those that
   * the user has not.
   */
  static async findEndsOfChains(
    connection: TransactionOrKnex,
    userId: string,
    batchIds: readonly string[],
  ): Promise<Map<string, BatchRow>> {
    const { rows } = await connection.raw<{ rows: unknown[] }>(ENDS_OF_CHAINS, [userId, [...batchIds], userId]);
    return new Map(
      chainEnd
        .array()
        .parse(rows)
        .map(({ root, ...end }) => [root, end]),
    );
  }

  /** @returns what the ends of the batches' chains changed, oldest first; of each end as often as it is one. */
  static findInForce(
    connection: TransactionOrKnex,
    userId: string,
    batchIds: readonly string[],
  ): Promise<ChangeInForce[]> {
    return ChangeInForce.query(connection)
      .with('ends', raw(ENDS_OF_CHAINS, [userId, [...batchIds], userId]))
      .modify('ownedBy', userId)
      .joinRaw('join ends on ends."batchId" = task_changes.batch_id')
      .select('taskChanges.*', 'ends.root', raw(ZONE_OF_USER))
      .select(raw('ends."conversationId" as "endConversationId"'), raw('ends."isUndo" as "endIsUndo"'))
      .orderBy('taskChanges.id')
      .execute();
  }

  /** @returns the newest change in force where the turn is, a conversation or a door, and of an earlier batch: that is what "undo that" means; a redo counts as one. */
  static async findUndoable(connection: TransactionOrKnex, turn: Turn): Promise<string | undefined> {
    const newest = await TaskChange.#newestInForce(connection, turn).modify('undoable').modify('madeIn', turn);
    return newest?.batchId;
  }

  /** @returns the newest undo made there that no new change came after, which is what "redo that" means. */
  static async findRedoable(connection: TransactionOrKnex, turn: Turn): Promise<string | undefined> {
    const newest = await TaskChange.#newestInForce(connection, turn).modify('madeIn', turn).where({ isRedo: false });
    return newest?.undoOf === null ? undefined : newest?.batchId;
  }

  /** @returns the title of a task in the newest change in force that was made elsewhere than in this conversation. */
  static async findTitleElsewhere(connection: TransactionOrKnex, turn: Turn): Promise<string | undefined> {
    const newest = await TaskChange.#newestInForce(connection, turn)
      .modify('undoable')
      .whereRaw('conversation_id is distinct from ?', [turn.conversationId]);
    return (newest?.after ?? newest?.before)?.title;
  }

  static #newestInForce(
    connection: TransactionOrKnex,
    { userId, batchId }: Turn,
  ): QueryBuilder<TaskChange, TaskChange | undefined> {
    return TaskChange.query(connection)
      .modify('ownedBy', userId)
      .whereNot('batchId', batchId)
      .whereNotExists(
        TaskChange.query(connection).alias('undo').select(raw('1')).whereColumn('undo.undoOf', 'taskChanges.batchId'),
      )
      .orderBy('id', 'desc')
      .first();
  }
}

/** A change of what is in force of a batch that was asked for. */
export class ChangeInForce extends TaskChange {
  declare root: string;
  declare endConversationId: string | null;
  declare endIsUndo: boolean;
}

/** What changes are kept in the words of before there were days is read in the zone of the user. */
const ZONE_OF_USER = '(select time_zone from users where id = task_changes.user_id) as time_zone';

const ENDS_OF_CHAINS = `with recursive chain as (
    select batch_id as root, id, batch_id, undo_of, is_redo, conversation_id
    from task_changes where user_id = ? and batch_id = any(?)
    union
    select chain.root, undo.id, undo.batch_id, undo.undo_of, undo.is_redo, undo.conversation_id
    from task_changes as undo join chain on undo.undo_of = chain.batch_id
    where undo.user_id = ?
  ) select distinct on (root) root, batch_id as "batchId", conversation_id as "conversationId",
    undo_of is not null and not is_redo as "isUndo"
  from chain order by root, id desc`;
