import { Router } from '@koa/router';
import { callerOf, type AppRoutes, type RequestState } from '../../ground/request-state.ts';
import { readBody } from '../read-body.ts';
import { readFields } from '../../mcp/define-tool.ts';
import { previewDates, previewRequest, type DatesPreview } from '../../tasks/preview-dates.ts';

/** `POST /api/:userId/dates/preview`: how a date that is being typed is read. Nothing is stored. */
export function dateRoutes(): AppRoutes {
  return new Router<RequestState>({ prefix: '/api/:userId' })
    .post('/dates/preview', (ctx) => {
      const { locale, timeZone } = callerOf(ctx);
      const clock = { now: new Date(), locale, timeZone };
      ctx.body = previewDates(readFields(previewRequest, readBody(ctx)), clock) satisfies DatesPreview;
    })
    .routes();
}
