import {
  Model,
  NotNullViolationError,
  raw,
  UniqueViolationError,
  type PartialModelObject,
  type QueryBuilder,
  type TransactionOrKnex,
} from 'objection';
import { AppError } from '../ground/errors.ts';
import { toStoredRow, type TaskSnapshot } from './task-snapshot.ts';

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
  /** A day, `YYYY-MM-DD`; then there is no `dueAt`. */
  declare dueOn: string | null;
  declare dueAt: Date | null;
  /** The zone that `dueAt` was said in, or the repetition of a day. */
  declare dueZone: string | null;
  declare recurrence: string | null;
  declare remindedAt: Date | null;
  declare completedAt: Date | null;
  declare createdAt: Date;
  declare updatedAt: Date;
  declare version: number;
  declare previousId: number | null;
  /** What the occurrences of a task that repeats have in common; one of them at the most is open. */
  declare seriesId: string | null;

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

  /** Lets one call at a time open or close an occurrence of the task's series; before the task itself is locked. */
  static async lockSeriesOf(connection: TransactionOrKnex, userId: string, id: number): Promise<void> {
    await connection.raw(`select ${LOCK_SERIES} from tasks where user_id = ? and id = ? and series_id is not null`, [
      userId,
      id,
    ]);
  }

  /** Like `lockSeriesOf`, for several tasks and series; always in the same order. */
  static async lockSeries(
    connection: TransactionOrKnex,
    userId: string,
    { ids, seriesIds }: { ids: number[]; seriesIds: string[] },
  ): Promise<void> {
    await connection.raw(
      `select ${LOCK_SERIES} from (
        select series_id from tasks where user_id = ? and id = any(?) and series_id is not null
        union select unnest(?::uuid[]) order by 1
      ) as series`,
      [userId, ids, seriesIds],
    );
  }

  /** @returns the open occurrence of the task's series besides itself, locked; also one that knows no series yet. */
  static lockOpenBeside(connection: TransactionOrKnex, { userId, id, seriesId }: Task): Promise<Task | undefined> {
    return Task.query(connection)
      .modify('ownedBy', userId)
      .where({ status: 'pending' })
      .whereNot({ id })
      .where((query) => {
        void query.where({ previousId: id });
        if (seriesId !== null) void query.orWhere({ seriesId });
      })
      .orderBy('id', 'desc')
      .forUpdate()
      .first()
      .execute();
  }

  /** @returns when the occurrences of the task's series that came after it, and are done, were due. */
  static async findDoneAfter(
    connection: TransactionOrKnex,
    { userId, id, seriesId }: Task,
  ): Promise<Pick<Task, 'dueOn' | 'dueAt' | 'dueZone'>[]> {
    if (seriesId === null) return [];
    return Task.query(connection)
      .modify('ownedBy', userId)
      .select('dueOn', 'dueAt', 'dueZone')
      .where({ status: 'completed', seriesId })
      .where('id', '>', id);
  }

  /** @returns the open occurrences of the series. */
  static async findOpenOfSeries(
    connection: TransactionOrKnex,
    userId: string,
    seriesIds: readonly string[],
    lock: (query: QueryBuilder<Task>) => void = () => undefined,
  ): Promise<Task[]> {
    if (seriesIds.length === 0) return [];
    const open = Task.query(connection)
      .modify('ownedBy', userId)
      .where({ status: 'pending' })
      .whereIn('seriesId', [...seriesIds])
      .orderBy('id');
    lock(open);
    return open;
  }

  /** Like `findOpenOfSeries`, and nobody else changes them until the transaction ends. */
  static lockOpenOfSeries(
    connection: TransactionOrKnex,
    userId: string,
    seriesIds: readonly string[],
  ): Promise<Task[]> {
    return Task.findOpenOfSeries(connection, userId, seriesIds, (query) => void query.forUpdate());
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
    await Task.query(connection).onError(refuseSecondOpen).modify('ownedBy', userId).where({ id }).patch(values);
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
    // An occurrence is closed before another one is opened.
    const rows = snapshots.toSorted((a, b) => Number(a.status === 'pending') - Number(b.status === 'pending'));
    return Task.query(connection)
      .onError(refuseSecondOpen)
      .insert(rows.map((snapshot) => ({ ...toStoredRow(snapshot), userId })))
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

/** The database holds what the tools see to; only a version that knows no series can get here. */
function refuseSecondOpen(error: unknown): never {
  if (error instanceof UniqueViolationError && error.constraint === 'tasks_one_open_of_series')
    throw new AppError('conflict', 'This task repeats, and another occurrence of it is open.', { cause: error });
  throw error;
}

const LOCK_SERIES = 'pg_advisory_xact_lock(hashtextextended(series_id::text, 0))';

/** The statement does not see the row it inserts, so this finds only older ones. */
const OLDEST_TWIN = `(
  select min(twin.id) from tasks as twin
  where twin.user_id = ? and twin.status = 'pending' and lower(twin.title) = lower(tasks.title)) as twin_id`;
