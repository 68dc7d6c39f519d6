import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll } from 'vitest';
import type { TestUser } from './test-server.ts';

type Body = Record<string, unknown>;

/** What a tool answered. */
interface Result {
  task?: Body;
  error?: Body;
}

/** One person, who reads English in a zone, at the three doors: REST, MCP, and the plain form of chat. */
export async function openDoors(user: TestUser, url: string, timeZone: string) {
  const headers = { 'Time-Zone': timeZone, 'Accept-Language': 'en-US' };
  const client = new Client({ name: 'outside', version: '1.0.0' });
  const requestInit = { headers: { Authorization: `Bearer ${user.token}`, ...headers } };
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', url), { requestInit }));
  afterAll(() => client.close());
  const rest = async (path: string, body?: Body, method?: string) =>
    (await (await user.fetch(path, { headers, ...(body && { body }), ...(method && { method }) })).json()) as Body;
  return {
    rest,
    mcp: async (name: string, args: Body) =>
      (await client.callTool({ name, arguments: args })).structuredContent as Result,
    chat: async (message: string) => {
      const answer = await rest('/chat', { message });
      const calls = answer['tool_calls'] as { result: Result }[];
      return { text: String(answer['message']), results: calls.map(({ result }) => result) };
    },
  };
}
