import { Router } from '@koa/router';
import { searchEverything, searchRequest } from '../../chat/search/search-everything.ts';
import type { Knex } from '../../database/database.ts';
import { callerOf, type AppRoutes, type RequestState } from '../../ground/request-state.ts';
import { readFields } from '../../mcp/define-tool.ts';

/** `GET /api/:userId/search?q=`: tasks, conversations and messages with some words in them. */
export function searchRoutes(database: Knex): AppRoutes {
  return new Router<RequestState>({ prefix: '/api/:userId' })
    .get('/search', async (ctx) => {
      const { userId, locale, timeZone, signal } = callerOf(ctx);
      const asked = readFields(searchRequest, ctx.query);
      ctx.body = await searchEverything(database, { userId, signal, locale, timeZone, now: new Date() }, asked);
    })
    .routes();
}
