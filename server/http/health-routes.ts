import { Router } from '@koa/router';
import type { Knex } from '../database/database.ts';
import { isMigrated } from '../database/migrate-database.ts';
import { AppError } from '../errors.ts';
import type { AppRoutes, RequestState } from '../chat-context.ts';

const READY_TIMEOUT_MS = 2_000;

/** `/healthz`: this process answers. `/readyz`: its database does too, and is migrated; 503 while it is not, or while stopping. */
export function healthRoutes(database: Knex, isStopping: () => boolean): AppRoutes {
  const router = new Router<RequestState>();
  let hasMigrated = false;

  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });

  router.get('/readyz', async (ctx) => {
    if (isStopping()) throw new AppError('database_unavailable', 'This instance is stopping.', { retryAfter: 1 });
    try {
      await database.raw('select 1').timeout(READY_TIMEOUT_MS);
      hasMigrated ||= await isMigrated(database);
    } catch (error) {
      throw new AppError('database_unavailable', 'The database cannot be reached.', { cause: error, retryAfter: 2 });
    }
    if (!hasMigrated)
      throw new AppError('database_unavailable', 'The database is not migrated yet.', { retryAfter: 2 });
    ctx.body = { status: 'ready' };
  });

  return router.routes();
}
