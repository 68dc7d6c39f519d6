import { once } from 'node:events';
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
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  for await (const frame of frames) {
    if (res.destroyed) return;
    if (!res.write(frame)) await once(res, 'drain', { signal: gone.signal }).catch(() => undefined);
  }
  res.end();
}
