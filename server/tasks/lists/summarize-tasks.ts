import type { TransactionOrKnex } from 'objection';
import { z } from 'zod';
import { startOfDate, toWallClock } from '../../dates/calendar/zoned-time.ts';
import { TaskChange } from '../task-change.ts';
import type { TaskFilter } from './find-tasks.ts';
import { countTasks, type TaskCounts } from './task-summary.ts';
import type { Clock } from '../task-dates.ts';

const DAYS_AHEAD = 7;

const count = z.int().min(0);

/** What `GET /api/:userId/tasks/summary` answers; every open task is in exactly one of the counts. */
export const taskSummary = z.object({
  date: z.iso.date().describe('Today, in the zone of the request'),
  open: count.describe('All that is not done'),
  overdue: count.describe('Open and late; a day without a time is late once it is over'),
  today: count.describe('Due today and not late'),
  next_days: z.array(z.object({ date: z.iso.date(), count })).describe('Due on each of the seven days after today'),
  later: count.describe('Due after those'),
  no_date: count.describe('Without a due date'),
  done: count,
  recent_changes: z
    .array(z.object({ batch_id: z.uuid(), at: z.iso.datetime() }))
    .describe('What was changed last, the newest first: whoever knows all of them has seen what there is'),
});

/** Counts the tasks that a filter keeps, by days of the person's zone. */
export async function summarizeTasks(
  connection: TransactionOrKnex,
  userId: string,
  filter: TaskFilter,
  { now, timeZone }: Pick<Clock, 'now' | 'timeZone'>,
): Promise<z.input<typeof taskSummary>> {
  const today = toWallClock(now, timeZone).toPlainDate();
  const dates = Array.from({ length: DAYS_AHEAD + 2 }, (_, days) => today.add({ days }));
  // Before the counts: what is changed in between is then in the counts, and news with the next summary.
  const batches = await TaskChange.findRecentBatches(connection, userId);
  const days = dates.map(String);
  const starts = dates.map((date) => startOfDate(date, timeZone));
  return describe(await countTasks(connection, userId, filter, { now, days, starts }), days, batches);
}

function describe(
  { overdue, days, later, noDate, done }: TaskCounts,
  dates: readonly string[],
  batches: ReadonlyMap<string, Date>,
): z.input<typeof taskSummary> {
  const [today = 0, ...ahead] = days;
  return {
    date: dates[0] ?? '',
    open: [overdue, ...days, later, noDate].reduce((sum, each) => sum + each, 0),
    overdue,
    today,
    next_days: ahead.map((each, index) => ({ date: dates[index + 1] ?? '', count: each })),
    later,
    no_date: noDate,
    done,
    recent_changes: [...batches].map(([batch_id, at]) => ({ batch_id, at: at.toISOString() })),
  };
}
