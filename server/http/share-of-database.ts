import type { AppMiddleware } from '../ground/request-state.ts';
import { onBehalfOf, type Knex } from '../database/database.ts';

/** What a request asks of the database counts as its person's: others are served while all of theirs wait. */
export function shareOfDatabase(database: Knex): AppMiddleware {
  return async (ctx, next) => {
    const userId = ctx.state.principal?.userId;
    await (userId === undefined ? next() : onBehalfOf(database, userId, next));
  };
}
