import { randomUUID } from 'node:crypto';
import type { Context } from 'koa';
import type { AppMiddleware } from '../ground/request-state.ts';
import type { Logger } from '../ground/logger.ts';

const REQUEST_ID = /^[\w.-]{8,64}$/;

/** Gives every request an id, a logger that carries it, and a signal that aborts when the client goes away. */
export function beginRequest(logger: Logger): AppMiddleware {
  return async (ctx, next) => {
    const given = ctx.get('X-Request-Id');
    const requestId = REQUEST_ID.test(given) ? given : randomUUID();
    const controller = new AbortController();
    ctx.res.once('close', () => {
      if (!ctx.res.writableEnded) controller.abort();
    });
    ctx.state = { ...ctx.state, requestId, logger: logger.child({ requestId }), signal: controller.signal };
    ctx.set('X-Request-Id', requestId);
    const startedAt = performance.now();
    await next();
    const ms = Math.round(performance.now() - startedAt);
    ctx.state.logger.info({ method: ctx.method, route: routeOf(ctx), status: ctx.status, ms }, 'request');
  };
}

/** The path with ids taken out, so that logs and metrics name routes and no users. */
function routeOf(ctx: Context): string {
  return ctx.path.replaceAll(/\/(?:[\w-]{20,}|\d+)(?=\/|$)/g, '/:id').slice(0, 100);
}
