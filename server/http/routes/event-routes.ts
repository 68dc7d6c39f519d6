import { Router } from '@koa/router';
import { sendEventStream } from '../../chat/door/send-event-stream.ts';
import type { Knex } from '../../database/database.ts';
import type { EventFeed } from '../../events/event-feed.ts';
import { streamEvents } from '../../events/stream-events.ts';
import { AppError } from '../../ground/errors.ts';
import { callerOf, type AppRoutes, type RequestState } from '../../ground/request-state.ts';

/** More apps than a person has open at one instance. */
const MOST_STREAMS = 30;

/** `GET /api/:userId/events`: what changes, as it does, as `text/event-stream`; `Last-Event-ID` goes on with an earlier one. */
export function eventRoutes(database: Knex, feed: EventFeed): AppRoutes {
  return new Router<RequestState>()
    .get('/api/:userId/events', async (ctx) => {
      const { principal, logger } = ctx.state;
      const caller = callerOf(ctx);
      if (principal === undefined || feed.countOf(caller.userId) >= MOST_STREAMS)
        throw new AppError('rate_limited', 'Parley is open in too many places at once.', { retryAfter: 30 });
      const { sessionId, until } = principal;
      const request = { ...caller, sessionId, until, lastEventId: ctx.get('Last-Event-ID') };
      await sendEventStream(ctx, await streamEvents({ database, feed, logger }, request));
    })
    .routes();
}
