import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { Router } from '@koa/router';
import type { Turn } from '../../ground/turn.ts';
import { callerOf, type AppRoutes, type RequestState } from '../../ground/request-state.ts';
import { AppError } from '../../ground/errors.ts';
import { logSecurity } from '../../ground/security-log.ts';
import type { CallGate } from '../../mcp/call-gate.ts';
import type { McpServerFactory } from '../../mcp/mcp-server.ts';
import { CallTicket } from '../../mcp/call-ticket.ts';

/** Batches have left the protocol, and older clients hardly send any; a request counts once, whatever it carries. */
const MOST_IN_BATCH = 20;

/**
 * `POST /mcp`: the tools for any MCP client, over Streamable HTTP, answered as JSON. Nothing is kept between requests,
 * so there is no session to open a stream for or to delete.
 *
 * @param gateFor makes what stands before the calls of one request
 */
export function mcpRoutes(createServer: McpServerFactory, gateFor: (turn: Turn) => CallGate): AppRoutes {
  return new Router<RequestState>()
    .post('/mcp', async (ctx) => {
      const asked = { batchId: randomUUID(), door: 'mcp', conversationId: null, now: new Date() } as const;
      const turn: Turn = { ...callerOf(ctx), ...asked };
      logSecurity(ctx, { event: 'mcp_access', outcome: 'done', ...ctx.state.principal });
      const body: unknown = ctx.request.body ?? {};
      if (Array.isArray(body) && body.length > MOST_IN_BATCH)
        throw new AppError('invalid_request', `A batch may have ${MOST_IN_BATCH} messages at the most.`);
      const ticket = new CallTicket(turn, { gate: gateFor(turn) });
      const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
      const server = createServer();
      try {
        await server.connect(transport);
        const answer = transport.handleRequest(
          new Request('http://localhost/mcp', { method: 'POST', headers: readHeaders(ctx.headers) }),
          { parsedBody: body, authInfo: ticket.authInfo },
        );
        // A client can cancel its own request, and then the SDK never answers it.
        const response = await Promise.race([answer, abortOf(turn.signal)]);
        ctx.status = response.status;
        ctx.set('Cache-Control', 'no-store');
        ctx.type = response.headers.get('Content-Type') ?? 'application/json';
        ctx.body = await response.text();
      } finally {
        await server.close();
      }
    })
    .all('/mcp', (ctx) => {
      ctx.set('Allow', 'POST');
      throw new AppError('method_not_allowed', 'This endpoint takes POST only.');
    })
    .routes();
}

async function abortOf(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
}

function readHeaders(headers: NodeJS.Dict<string | string[]>): Headers {
  const read = new Headers();
  for (const name of ['accept', 'content-type', 'mcp-protocol-version']) {
    const value = headers[name];
    if (typeof value === 'string') read.set(name, value);
  }
  return read;
}
