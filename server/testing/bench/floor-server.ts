import { createServer } from 'node:http';
import Koa from 'koa';
import { serveParent } from './child-server.ts';
import { pacedDeltas, type ReplyPace } from './scripted-fetch.ts';

/**
 * What every Node server pays: Koa, an event stream, each delta flushed as it comes; no user, no model, nothing stored.
 * It sends the frames of a recorded turn of Parley's, so that both send the same bytes.
 */
const pace: ReplyPace = { intervalMs: 0, isSilent: false };
let opening = '';
let deltaHead = '';
let deltaTail = '';
let ending = '';

const app = new Koa();
app.silent = true;
app.use(async (ctx) => {
  ctx.req.resume();
  ctx.respond = false;
  const { res } = ctx;
  res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-cache, no-transform' });
  res.write(opening);
  if (pace.isSilent) return;
  for await (const delta of pacedDeltas(pace.intervalMs)) res.write(`${deltaHead}${JSON.stringify(delta)}${deltaTail}`);
  res.end(ending);
});

const server = createServer(app.callback());
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  serveParent(
    { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, users: [] },
    {
      pace: (next) => void Object.assign(pace, next),
      script: (turn) => {
        const deltas = [...turn.matchAll(/data: [^\n]*content_part\.text_delta[^\n]*\n\n/g)];
        const [first] = deltas;
        const last = deltas.at(-1);
        if (!first || !last) throw new Error('the recorded turn has no delta');
        opening = turn.slice(0, first.index);
        ending = turn.slice(last.index + last[0].length);
        [, deltaHead = '', deltaTail = ''] = /^(.*"delta":)"[^"]*"(.*)$/s.exec(first[0]) ?? [];
      },
    },
    async () => {
      server.closeAllConnections();
      server.close();
    },
  );
});
