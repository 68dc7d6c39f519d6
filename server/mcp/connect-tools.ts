import type { Knex } from '../database/database.ts';
import type { Logger } from '../ground/logger.ts';
import type { TaskQuota } from '../tasks/task-turn.ts';
import { allTools } from './all-tools.ts';
import type { Tool } from './define-tool.ts';
import { prepareMcpServer, type McpServerFactory } from './mcp-server.ts';
import { createToolRunner } from './run-tool.ts';
import { connectInMemory, type ToolClient } from './tool-client.ts';
import { toolDefinitionsForModel, type ModelTool } from './tool-definitions-for-model.ts';

/** The one tool layer behind the agent, the task pages and outside MCP clients. */
export interface Tools extends ToolClient {
  readonly byName: ReadonlyMap<string, KnownTool>;
  /** What a model is told of the tools. */
  readonly definitions: ModelTool[];
  /** Makes a server for one request of an outside client. */
  readonly createServer: McpServerFactory;
}

/** What can be known of a tool without calling it. */
interface KnownTool {
  readonly name: string;
  readonly isReadOnly: boolean;
  readonly isDestructive: boolean;
  /** @throws AppError that says what is wrong with the arguments. */
  check(args: Record<string, unknown>, userId: string): void;
}

/** Sets the tools up once, at start: schemas, MCP server and the client in this process. */
export async function connectTools(database: Knex, logger: Logger, version: string, quota?: TaskQuota): Promise<Tools> {
  const createServer = prepareMcpServer(allTools, createToolRunner(allTools, database, logger, quota), version);
  const client = await connectInMemory(createServer(), version);
  const byName = new Map(allTools.map((tool) => [tool.name, describeTool(tool)]));
  return { ...client, createServer, byName, definitions: toolDefinitionsForModel(allTools) };
}

function describeTool(tool: Tool): KnownTool {
  return {
    name: tool.name,
    isReadOnly: tool.annotations.readOnlyHint,
    isDestructive: tool.annotations.destructiveHint,
    check: (args, userId) => void tool.prepare(args, userId),
  };
}
