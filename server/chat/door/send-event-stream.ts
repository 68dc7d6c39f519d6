import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Context } from 'koa';

/**
 * Answers with an event stream, each frame written as it is made. A client that reads slowly slows the frames down
 * instead of filling memory; one that goes away ends them.
 *
 * @param frames whole frames; the response ends with them.
 */
export async function sendEventStream(ctx: Context, frames: AsyncIterable<string>): Promise<void> {
  const { res } = ctx;
  ctx.respond = false;
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  for await (const frame of frames) {
    if (res.destroyed) return;
    if (!res.write(frame)) await drained(res);
  }
  res.end();
}

/** Settles when the client took what was written, or is gone. */
async function drained(res: ServerResponse): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([once(res, 'drain', { signal }), once(res, 'close', { signal })]).catch(() => undefined);
  waiting.abort();
}
