import {
  Model,
  NotNullViolationError,
  raw,
  type PartialModelObject,
  type QueryBuilder,
  type TransactionOrKnex,
} from 'objection';
import { AppError } from '../errors.ts';
import { toColumns, type TaskSnapshot } from './task-snapshot.ts';

/** What a person wants to do; numbered from 1 for each user. */
export class Task extends Model {
  static override tableName = 'tasks';
  static override idColumn = ['userId', 'id'];
  static override modifiers = {
    ownedBy(query: QueryBuilder<Task>, userId: string): void {
      query.where('tasks.userId', userId);
    },
  };

  declare userId: string;
  declare id: number;
  declare title: string;
  declare notes: string | null;
  declare status: 'pending' | 'completed';
  declare priority: 'low' | 'medium' | 'high' | null;
  declare tags: string[];
  declare dueAt: Date | null;
  declare dueIsDate: boolean;
  declare recurrence: string | null;
  declare remindedAt: Date | null;
  declare completedAt: Date | null;
  declare createdAt: Date;
  declare updatedAt: Date;
  declare version: number;
  declare previousId: number | null;

  /** A missing task and somebody else's task are the same answer. */
  static override createNotFoundError(): Error {
    return new AppError('not_found', 'There is no task with that number.');
  }

  /** @returns the task; throws `not_found` when the user has none with that number. */
  static findOwned(connection: TransactionOrKnex, userId: string, id: number): Promise<Task> {
    return Task.query(connection).modify('ownedBy', userId).findOne({ id }).throwIfNotFound().execute();
  }

  /** Like `findOwned`, and nobody else changes the task until the transaction ends. */
  static lockOwned(connection: TransactionOrKnex, userId: string, id: number): Promise<Task> {
    return Task.query(connection).modify('ownedBy', userId).findOne({ id }).forUpdate().throwIfNotFound().execute();
  }

  /** Locks those of the named tasks that exist, always in the same order so that two undos never wait for each other. */
  static lockAllOwned(connection: TransactionOrKnex, userId: string, ids: number[]): Promise<Task[]> {
    return Task.query(connection).modify('ownedBy', userId).whereIn('id', ids).orderBy('id').forUpdate().execute();
  }

  /** @returns the tasks that completing this recurring task made, locked. */
  static lockSuccessors(connection: TransactionOrKnex, userId: string, id: number): Promise<Task[]> {
    return Task.query(connection).modify('ownedBy', userId).where({ previousId: id }).forUpdate().execute();
  }

  /**
   * Stores a new task under the user's next number, in one statement.
   *
   * @returns the task, with the number of a pending task that already had the same title.
   * @throws AppError `not_signed_in` when the user has been deleted.
   */
  static async insertNumbered(
    connection: TransactionOrKnex,
    userId: string,
    values: PartialModelObject<Task>,
  ): Promise<NumberedTask> {
    return NumberedTask.query(connection)
      .onError(refuseDeletedAccount)
      .with(
        'numbered',
        raw('update users set task_counter = task_counter + 1 where id = ? returning task_counter', [userId]),
      )
      .insert({ ...values, userId, id: raw('(select task_counter from numbered)') })
      .returning(['tasks.*', raw(OLDEST_TWIN, [userId])]);
  }

  /** Stores changed columns of a task that is locked. */
  static async updateOwned(
    connection: TransactionOrKnex,
    userId: string,
    id: number,
    values: PartialModelObject<Task>,
  ): Promise<void> {
    await Task.query(connection).modify('ownedBy', userId).where({ id }).patch(values);
  }

  static async deleteOwned(connection: TransactionOrKnex, userId: string, ids: number[]): Promise<void> {
    if (ids.length > 0) await Task.query(connection).modify('ownedBy', userId).whereIn('id', ids).delete();
  }

  /** Stores tasks again as they were, under their old numbers, whether they are still there or not. */
  static async restoreAll(
    connection: TransactionOrKnex,
    userId: string,
    snapshots: readonly TaskSnapshot[],
  ): Promise<Task[]> {
    if (snapshots.length === 0) return [];
    return Task.query(connection)
      .insert(snapshots.map((snapshot) => ({ ...toColumns(snapshot), userId })))
      .onConflict(['userId', 'id'])
      .merge()
      .returning('*');
  }
}

/** A task that was just stored. */
export class NumberedTask extends Task {
  declare twinId: number | null;
}

/** A token outlives its account by minutes; then there is no counter, and so no number. */
function refuseDeletedAccount(error: unknown): never {
  if (error instanceof NotNullViolationError && error.column === 'id') {
    throw new AppError('not_signed_in', 'This account does not exist any more.', { cause: error });
  }
  throw error;
}

/** The statement does not see the row it inserts, so this finds only older ones. */
const OLDEST_TWIN = `(
  select min(twin.id) from tasks as twin
  where twin.user_id = ? and twin.status = 'pending' and lower(twin.title) = lower(tasks.title)) as twin_id`;
