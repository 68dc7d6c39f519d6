import { Router } from '@koa/router';
import { callerOf, type AppRoutes, type RequestState } from '../../ground/request-state.ts';
import type { Knex } from '../../database/database.ts';
import { logSecurity } from '../../ground/security-log.ts';
import { deleteAccount } from '../account/delete-account.ts';
import { startExport } from '../account/start-export.ts';

/** `GET /api/:userId/export`: all of a user's data as JSON. `DELETE /api/:userId`: the account and everything in it. */
export function accountRoutes(database: Knex): AppRoutes {
  return new Router<RequestState>()
    .get('/api/:userId/export', async (ctx) => {
      const caller = callerOf(ctx);
      const { logger } = ctx.state;
      const body = await startExport(database, caller, logger);
      logSecurity(ctx, { event: 'export', outcome: 'done', ...ctx.state.principal });
      body.once('error', (error) => {
        if (!caller.signal.aborted) logger.error({ error }, 'an export was broken off');
        // What is not whole must not look as if it were.
        ctx.res.destroy();
      });
      ctx.set('Content-Disposition', 'attachment; filename="parley-export.json"');
      ctx.type = 'application/json';
      ctx.body = body;
    })
    .delete('/api/:userId', async (ctx) => {
      const { userId } = callerOf(ctx);
      await deleteAccount(database, userId);
      logSecurity(ctx, { event: 'account_delete', outcome: 'done', ...ctx.state.principal });
      ctx.status = 204;
    })
    .routes();
}
