import { Model, raw, type TransactionOrKnex } from 'objection';
import { Task } from './task.ts';

/** How many reminders are handed out at once, and how old the oldest of them may be. */
const LIMITS = { tasks: 20, days: 7 };

/** A reminder that was put off, for as long as its task keeps the same due date. */
class ReminderSnooze extends Model {
  static override tableName = 'reminder_snoozes';
  static override idColumn = ['userId', 'taskId'];

  declare userId: string;
  declare taskId: number;
  declare dueAt: Date;
  declare until: Date;
}

/** When a task is due to be reminded of: when it was put off to, its time, or, for a day, once that day's hour has come. */
const REMIND_AT = `coalesce(
  (select until from reminder_snoozes as snooze
    where snooze.user_id = tasks.user_id and snooze.task_id = tasks.id and snooze.due_at = tasks.due_at),
  case when not tasks.due_is_date then tasks.due_at
    when tasks.due_at < ?::timestamptz then least(tasks.due_at, now()) else 'infinity' end)`;

/**
 * Takes the reminders that are due, so that of several computers one alone shows each. Reminding is no change of a task:
 * its version stays.
 *
 * @param endOfDays days without a time are due when they are before this
 */
export async function claimDueReminders(
  connection: TransactionOrKnex,
  userId: string,
  endOfDays: Date,
): Promise<Task[]> {
  const due = Task.query(connection)
    .modify('ownedBy', userId)
    .select('id')
    .where('status', 'pending')
    .whereNull('remindedAt')
    .whereRaw(`${REMIND_AT} between now() - make_interval(days => ?) and now()`, [endOfDays, LIMITS.days])
    .orderBy('dueAt')
    .limit(LIMITS.tasks)
    .forUpdate()
    .skipLocked();
  const claimed = await Task.query(connection)
    .modify('ownedBy', userId)
    .whereIn('id', due)
    .whereNull('remindedAt')
    .patch({ remindedAt: raw('now()') })
    .returning('*');
  return claimed.toSorted((a, b) => Number(a.dueAt) - Number(b.dueAt));
}

/** Puts a reminder off. @throws AppError `not_found` when the user has no such open task with a due date. */
export async function snoozeReminder(
  connection: TransactionOrKnex,
  userId: string,
  taskId: number,
  until: Date,
): Promise<void> {
  await Task.transaction(connection, async (transaction) => {
    const task = await Task.query(transaction)
      .modify('ownedBy', userId)
      .findOne({ id: taskId, status: 'pending' })
      .whereNotNull('dueAt')
      .forUpdate()
      .throwIfNotFound();
    await Task.updateOwned(transaction, userId, taskId, { remindedAt: null });
    await ReminderSnooze.query(transaction)
      .insert({ userId, taskId, dueAt: raw('?::timestamptz', [task.dueAt]), until })
      .onConflict(['userId', 'taskId'])
      .merge();
  });
}
