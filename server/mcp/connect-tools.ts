import type { Knex } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import { allTools } from './all-tools.ts';
import { prepareMcpServer, type McpServerFactory } from './mcp-server.ts';
import { createToolRunner } from './run-tool.ts';
import { connectInMemory, type ToolClient } from './tool-client.ts';
import { toolDefinitionsForModel, type ModelTool } from './tool-definitions-for-model.ts';

/** The one tool layer behind the agent, the task pages and outside MCP clients. */
export interface Tools extends ToolClient {
  /** What a model is told of the tools. */
  readonly definitions: readonly ModelTool[];
  /** Makes a server for one request of an outside client. */
  readonly createServer: McpServerFactory;
}

/** Sets the tools up once, at start: schemas, MCP server and the client in this process. */
export async function connectTools(database: Knex, logger: Logger, version: string): Promise<Tools> {
  const createServer = prepareMcpServer(allTools, createToolRunner(allTools, database, logger), version);
  const client = await connectInMemory(createServer(), version);
  return { ...client, createServer, definitions: toolDefinitionsForModel(allTools) };
}
