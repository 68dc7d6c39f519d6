import { Model, raw, type TransactionOrKnex } from 'objection';
import { lastRemindedDay } from '../dates/calendar/reminded-days.ts';
import type { Clock } from './task-dates.ts';
import { Task } from './task.ts';

/** How many reminders are handed out at once, and how old the oldest of them may be. */
const LIMITS = { tasks: 20, days: 7 };

/** A reminder that was put off, for as long as its task keeps the same due date. */
class ReminderSnooze extends Model {
  static override tableName = 'reminder_snoozes';
  static override idColumn = ['userId', 'taskId'];

  declare userId: string;
  declare taskId: number;
  declare dueOn: string | null;
  declare dueAt: Date | null;
  declare until: Date;
}

/** When a task is due to be reminded of: when it was put off to, its time, or, for a day, once that day's hour has come. */
const REMIND_AT = `coalesce(
  (select until from reminder_snoozes as snooze
    where snooze.user_id = tasks.user_id and snooze.task_id = tasks.id
      and snooze.due_on is not distinct from tasks.due_on and snooze.due_at is not distinct from tasks.due_at),
  tasks.due_at,
  case when tasks.due_on <= ?::date then least(tasks.due_on::timestamp at time zone 'UTC', now()) end)`;

/**
 * Takes the reminders that are due, so that of several computers one alone shows each. Reminding is no change of a task:
 * its version stays.
 */
export async function claimDueReminders(
  connection: TransactionOrKnex,
  userId: string,
  { now, timeZone }: Pick<Clock, 'now' | 'timeZone'>,
): Promise<Task[]> {
  const due = Task.query(connection)
    .modify('ownedBy', userId)
    .select('id')
    .where('status', 'pending')
    .whereNull('remindedAt')
    .whereRaw(`${REMIND_AT} between now() - make_interval(days => ?) and now()`, [
      lastRemindedDay(now, timeZone),
      LIMITS.days,
    ])
    .orderByRaw("coalesce(tasks.due_at, tasks.due_on::timestamp at time zone 'UTC')")
    .limit(LIMITS.tasks)
    .forUpdate()
    .skipLocked();
  const claimed = await Task.query(connection)
    .modify('ownedBy', userId)
    .whereIn('id', due)
    .whereNull('remindedAt')
    .patch({ remindedAt: raw('now()') })
    .returning('*');
  return claimed.toSorted((a, b) => momentOf(a) - momentOf(b));
}

/** Finds who of these people has a reminder of a time, or one that was put off, that fell due after `from` and by `to`. */
export async function findReminded(
  connection: TransactionOrKnex,
  userIds: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<string[]> {
  if (userIds.length === 0) return [];
  const timed = await Task.query(connection)
    .distinct('userId')
    .whereIn('userId', [...userIds])
    .where({ status: 'pending' })
    .whereNull('remindedAt')
    .where('dueAt', '>', from)
    .where('dueAt', '<=', to)
    .union(
      ReminderSnooze.query(connection)
        .select('userId')
        .whereIn('userId', [...userIds])
        .where('until', '>', from)
        .where('until', '<=', to),
    );
  return timed.map(({ userId }) => userId);
}

function momentOf({ dueOn, dueAt }: Task): number {
  return dueAt?.getTime() ?? Date.parse(dueOn ?? '');
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
      .where((dated) => dated.whereNotNull('dueAt').orWhereNotNull('dueOn'))
      .forUpdate()
      .throwIfNotFound();
    await Task.updateOwned(transaction, userId, taskId, { remindedAt: null });
    await ReminderSnooze.query(transaction)
      .insert({ userId, taskId, dueOn: task.dueOn, dueAt: task.dueAt, until })
      .onConflict(['userId', 'taskId'])
      .merge();
  });
}
