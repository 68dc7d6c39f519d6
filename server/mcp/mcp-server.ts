import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ListToolsRequestSchema,
  type CallToolResult,
  type ListToolsResult,
} from '@modelcontextprotocol/sdk/types.js';
import { AppError } from '../ground/errors.ts';
import type { Tool } from './define-tool.ts';
import type { ToolRunner } from './run-tool.ts';
import { CallTicket } from './call-ticket.ts';
import type { HeldResult, ToolResult } from './tool-result.ts';

/** Makes MCP servers that share their tools, schemas and answers; one is cheap enough to make for one request. */
export type McpServerFactory = () => Server;

/**
 * Prepares the MCP server. It stands on the SDK's low-level server: the high-level one converts every schema again for
 * each listing and sends raw error text to the model.
 */
export function prepareMcpServer(tools: readonly Tool[], runTool: ToolRunner, version: string): McpServerFactory {
  const listing: ListToolsResult = {
    tools: tools.map(({ name, title, description, annotations, inputJsonSchema, outputJsonSchema }) => ({
      name,
      title,
      description,
      annotations: { title, ...annotations },
      inputSchema: inputJsonSchema,
      outputSchema: outputJsonSchema,
    })),
  };

  return () => {
    const server = new Server(
      { name: 'parley', title: 'Parley', version },
      { capabilities: { tools: {} }, instructions: INSTRUCTIONS, jsonSchemaValidator: noElicitation },
    );
    server.setRequestHandler(ListToolsRequestSchema, () => listing);
    server.setRequestHandler(CallToolRequestSchema, async ({ params }, { authInfo }) => {
      const { turn, terms } = CallTicket.read(authInfo);
      return toCallToolResult(await runTool(params.name, params.arguments ?? {}, turn, terms));
    });
    return server;
  };
}

const INSTRUCTIONS =
  "The signed-in user's tasks. Tasks are known by small numbers. Pass dates as the user says them, such as " +
  '"tomorrow 6pm": they are resolved in the user\'s time zone. What deletes a task, or changes three or more, is not ' +
  'done at once: the result says confirmation_required, with what waits, until when and where in Parley the user says ' +
  'yes. Tell the user, and do not call it again.';

/** The SDK would otherwise make a JSON Schema compiler for each server; only elicitation, which is not used, needs it. */
const noElicitation = {
  getValidator: () => () => {
    throw new AppError('not_supported', 'Elicitation is not used.');
  },
};

function toCallToolResult(result: ToolResult | HeldResult): CallToolResult {
  return {
    content: [{ type: 'text', text: JSON.stringify(result) }],
    structuredContent: { ...result },
    ...(result.success ? {} : { isError: true }),
  };
}
