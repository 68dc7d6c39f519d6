import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Router } from '@koa/router';
import type { AppMiddleware, AppRoutes, RequestState } from '../../ground/request-state.ts';
import type { Knex } from '../../database/database.ts';
import { expectMetricsReader } from './metrics-reader.ts';

/** Counts and times requests, and answers `GET /metrics` in Prometheus' text format. Nothing in it names a user. */
export interface Metrics {
  /** Stands above everything it measures. */
  observe: AppMiddleware;
  routes: AppRoutes;
}

/**
 * Makes the metrics of one application; each has a registry of its own, so that tests can run several.
 *
 * @param token lets in who carries it; without one, only this machine reads them.
 */
export function createMetrics(database: Knex, token: string | undefined): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'parley_' });
  const duration = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Time from request to the end of the response',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers: [registry],
  });
  const streams = new Gauge({
    name: 'parley_open_streams',
    help: 'Event streams being written',
    registers: [registry],
  });
  const cutStreams = new Counter({
    name: 'parley_client_aborts_total',
    help: 'Streams whose client went away',
    registers: [registry],
  });
  const connections = new Gauge({
    name: 'parley_database_connections',
    help: 'Connections of the pool by state',
    labelNames: ['state'],
    registers: [registry],
  });

  return {
    observe: async (ctx, next) => {
      const stop = duration.startTimer({ method: ctx.method });
      const isChat = ctx.path.endsWith('/chat');
      if (isChat) streams.inc();
      ctx.res.once('close', () => {
        stop({ route: routeLabel(ctx.path), status: String(ctx.res.statusCode) });
        if (isChat) streams.dec();
        if (!ctx.res.writableEnded) cutStreams.inc();
      });
      await next();
    },
    routes: new Router<RequestState>()
      .get('/metrics', async (ctx) => {
        expectMetricsReader(ctx, token);
        const { pool } = database.client;
        connections.set({ state: 'used' }, pool.numUsed());
        connections.set({ state: 'free' }, pool.numFree());
        connections.set({ state: 'waiting' }, pool.numPendingAcquires());
        ctx.type = registry.contentType;
        ctx.body = await registry.metrics();
      })
      .routes(),
  };
}

/** One label for each kind of route: ids, files and paths that nobody serves would make endless series. */
function routeLabel(path: string): string {
  const own = /^\/api\/[^/]+\/(chat|tasks|undo|export|attachments|reminders)(?:\/|$)/.exec(path)?.[1];
  if (own !== undefined) return `/api/:userId/${own}`;
  if (path.startsWith('/api/auth/')) return '/api/auth';
  if (['/healthz', '/readyz', '/metrics', '/mcp', '/openapi.json', '/api/config'].includes(path)) return path;
  return path.startsWith('/api/') ? '/api/other' : '/app';
}
