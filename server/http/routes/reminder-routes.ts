import { Router } from '@koa/router';
import { z } from 'zod';
import { callerOf, type AppRoutes, type RequestState } from '../../ground/request-state.ts';
import type { Knex } from '../../database/database.ts';
import { AppError } from '../../ground/errors.ts';
import { claimDueReminders, snoozeReminder } from '../../tasks/reminders.ts';
import { presentTask } from '../../tasks/present-task.ts';

const LONGEST_SNOOZE_MS = 366 * 24 * 60 * 60_000;

/** Which reminder to put off, and until when. */
export const snoozeRequest = z.strictObject({
  task_id: z.int().positive().max(2_147_483_647),
  until: z.iso.datetime({ offset: true }),
});

/**
 * Reminders of due tasks. `POST /api/:userId/reminders/claim` hands each due task to one desktop only;
 * `POST /api/:userId/reminders/snooze` puts one off.
 */
export function reminderRoutes(database: Knex): AppRoutes {
  return new Router<RequestState>({ prefix: '/api/:userId/reminders' })
    .post('/claim', async (ctx) => {
      const clock = { ...callerOf(ctx), now: new Date() };
      const tasks = await claimDueReminders(database, clock.userId, clock);
      ctx.body = { data: tasks.map((task) => presentTask(task, clock)) };
    })
    .post('/snooze', async (ctx) => {
      const { userId } = callerOf(ctx);
      const parsed = snoozeRequest.safeParse(ctx.request.body);
      if (!parsed.success) throw new AppError('invalid_request', 'A snooze needs a task_id and a moment.');
      const until = new Date(parsed.data.until);
      const ahead = until.getTime() - Date.now();
      if (ahead <= 0 || ahead > LONGEST_SNOOZE_MS) {
        throw new AppError('invalid_request', 'A reminder can be put off to a moment within the next year.');
      }
      await snoozeReminder(database, userId, parsed.data.task_id, until);
      ctx.body = { task_id: parsed.data.task_id, until: until.toISOString() };
    })
    .routes();
}
