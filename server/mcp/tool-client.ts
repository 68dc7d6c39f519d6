import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Turn } from '../ground/turn.ts';
import { CallTicket, type CallTerms } from './call-ticket.ts';
import { toolResult, type ToolResult } from './tool-result.ts';

/** Calls tools over MCP inside this process. */
export interface ToolClient {
  /**
   * Calls a tool in a turn. A call either happens whole and answers with its result, or changes nothing.
   *
   * @throws the abort reason, when the turn's signal is aborted before the effect is committed.
   */
  callTool(name: string, args: Record<string, unknown>, turn: Turn, terms?: CallTerms): Promise<ToolResult>;
  close(): Promise<void>;
}

/** Connects one MCP client to the server in memory; who calls is said anew with every call, so all users share them. */
export async function connectInMemory(server: Server, version: string): Promise<ToolClient> {
  const tickets = new AsyncLocalStorage<CallTicket>();
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const send = clientSide.send.bind(clientSide);
  clientSide.send = (message, options) => {
    const ticket = tickets.getStore();
    return send(message, { ...options, ...(ticket && { authInfo: ticket.authInfo }) });
  };
  const client = new Client({ name: 'parley-agent', version });
  await server.connect(serverSide);
  await client.connect(clientSide);

  return {
    async callTool(name, args, turn, terms = {}) {
      try {
        // The signal is not given to the SDK: it would forget a call whose effect is being committed.
        const { structuredContent } = await tickets.run(new CallTicket(turn, terms), () =>
          client.request({ method: 'tools/call', params: { name, arguments: args } }, CallToolResultSchema, {
            timeout: LONGEST_CALL_MS,
          }),
        );
        return toolResult.parse(structuredContent);
      } catch (error) {
        turn.signal.throwIfAborted();
        throw error;
      }
    },
    close: () => client.close(),
  };
}

/** Longer than the waits for a connection and for its statements (knexfile.ts), so that the database answers first. */
const LONGEST_CALL_MS = 90_000;
