import { setTimeout as delay } from 'node:timers/promises';
import { Router } from '@koa/router';
import type { Knex } from '../../database/database.ts';
import { AppError } from '../../ground/errors.ts';
import type { AppRoutes, RequestState } from '../../ground/request-state.ts';

const READY_TIMEOUT_MS = 2_000;

/** What an instance knows of itself. */
interface Progress {
  isMigrated: () => boolean;
  isStopping: () => boolean;
}

/** `/healthz`: this process answers. `/readyz`: its database does too, and was migrated; 503 before that, or while stopping. */
export function healthRoutes(database: Knex, { isMigrated, isStopping }: Progress): AppRoutes {
  const router = new Router<RequestState>();

  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });

  router.get('/readyz', async (ctx) => {
    if (isStopping()) throw new AppError('database_unavailable', 'This instance is stopping.', { retryAfter: 1 });
    try {
      // Waiting for a connection counts: the pool itself has more patience than who asks this.
      await Promise.race([database.raw('select 1'), delay(READY_TIMEOUT_MS, undefined, { ref: false }).then(giveUp)]);
    } catch (error) {
      throw new AppError('database_unavailable', 'The database cannot be reached.', { cause: error, retryAfter: 2 });
    }
    if (!isMigrated())
      throw new AppError('database_unavailable', 'The database is not migrated yet.', { retryAfter: 2 });
    ctx.body = { status: 'ready' };
  });

  return router.routes();
}

function giveUp(): never {
  throw new Error('no answer in time');
}
