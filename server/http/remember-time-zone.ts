import { parseTimeZone } from '../ground/caller.ts';
import type { AppMiddleware } from '../ground/request-state.ts';
import type { Knex } from '../database/database.ts';

/**
 * Keeps the last zone seen on the user, for requests that come without one. The token names the zone that is kept, so
 * this writes only when it is another, and nobody waits for it.
 */
export function rememberTimeZone(database: Knex): AppMiddleware {
  return async (ctx, next) => {
    const { principal, logger } = ctx.state;
    const timeZone = parseTimeZone(ctx.get('Time-Zone'));
    if (principal && timeZone !== undefined && timeZone !== principal.timeZone) {
      database('users')
        .where({ id: principal.userId })
        .whereRaw('time_zone is distinct from ?', [timeZone])
        .update({ timeZone })
        .catch((error: unknown) => logger.warn({ error }, 'the time zone could not be kept'));
    }
    await next();
  };
}
