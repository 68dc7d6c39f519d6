import { Router } from '@koa/router';
import { z } from 'zod';
import { callerOf, type AppRoutes, type RequestState } from '../../ground/request-state.ts';
import type { Knex } from '../../database/database.ts';
import { readFields } from '../../mcp/define-tool.ts';
import { summarizeTasks } from '../../tasks/lists/summarize-tasks.ts';
import { resolveTaskFilter, searchWithinTime, taskFilterFields } from '../../tasks/lists/task-filter.ts';
import { readTaskQuery } from '../../tasks/lists/task-query.ts';

const filterFields = z.object(taskFilterFields);

/** `GET /api/:userId/tasks/summary`: how many tasks there are, however many a list shows. */
export function summaryRoutes(database: Knex): AppRoutes {
  return new Router<RequestState>({ prefix: '/api/:userId' })
    .get('/tasks/summary', async (ctx) => {
      const { userId, locale, timeZone, signal } = callerOf(ctx);
      const { status = 'all', ...fields } = readFields(filterFields, readTaskQuery(ctx.query));
      const clock = { now: new Date(), locale, timeZone };
      const filter = resolveTaskFilter({ status, ...fields }, clock);
      ctx.body = await searchWithinTime(filter, { connection: database, signal }, (connection) =>
        summarizeTasks(connection, userId, filter, clock),
      );
    })
    .routes();
}
