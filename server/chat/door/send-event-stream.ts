import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Context } from 'koa';

/** A closed laptop says no goodbye: who takes nothing for so long is not waited for. */
const PATIENCE_MS = 10_000;

/**
 * Answers with an event stream, each frame written as it is made. A client that reads slowly slows the frames down
 * instead of filling memory; one that goes away ends them.
 *
 * @param frames whole frames; the response ends with them. @param options.outlivesClient has them made although nobody
 * takes them any more; a client that takes nothing for a while counts as gone
 */
export async function sendEventStream(
  ctx: Context,
  frames: AsyncIterable<string>,
  { outlivesClient = false } = {},
): Promise<void> {
  const { res } = ctx;
  ctx.respond = false;
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  for await (const frame of frames) {
    if (res.destroyed && !outlivesClient) return;
    if (res.destroyed || res.write(frame)) continue;
    const patience = outlivesClient ? setTimeout(() => res.destroy(), PATIENCE_MS) : undefined;
    await drained(res);
    clearTimeout(patience);
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
