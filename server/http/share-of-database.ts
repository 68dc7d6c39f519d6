import type { AppMiddleware } from '../ground/request-state.ts';
import { onBehalfOf, type Knex } from '../database/database.ts';

/** Requests that change nothing: what they have asked the database ends when their client goes away. */
const READING = new Set(['GET', 'HEAD']);

/** What a request asks of the database counts as its person's: others are served while all of theirs wait. */
export function shareOfDatabase(database: Knex): AppMiddleware {
  return async (ctx, next) => {
    const userId = ctx.state.principal?.userId;
    const signal = READING.has(ctx.method) ? ctx.state.signal : undefined;
    await (userId === undefined ? next() : onBehalfOf(database, { userId, signal }, next));
  };
}
