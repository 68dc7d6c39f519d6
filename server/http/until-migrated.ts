import type { AppMiddleware } from '../ground/request-state.ts';
import { AppError } from '../ground/errors.ts';

/** What reads the database; pages and what is above this in the app do not. */
const NEEDS_DATABASE = /^\/(?:api|mcp)(?:\/|$)/;

/** Answers 503 until this instance has migrated its database: a table or column that is missing after that is a bug. */
export function untilMigrated(isMigrated: () => boolean): AppMiddleware {
  return async (ctx, next) => {
    if (!isMigrated() && NEEDS_DATABASE.test(ctx.path))
      throw new AppError('database_unavailable', 'Parley waits for its database. Please try again in a moment.', {
        retryAfter: 2,
      });
    await next();
  };
}
