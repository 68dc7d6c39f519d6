import type { ChatCompletionFunctionTool } from 'openai/resources/chat/completions';
import { allTools } from '../mcp/all-tools.ts';
import type { Tools } from '../mcp/connect-tools.ts';
import type { ToolCaller } from '../mcp/tool-caller.ts';
import type { ToolResult } from '../mcp/tool-result.ts';

/** What the agent knows of a tool besides what the model is told. */
export interface AgentTool {
  readonly name: string;
  readonly isReadOnly: boolean;
  /** A yes of the user's is needed first. */
  readonly isDestructive: boolean;
  /**
   * Checks arguments without calling the tool.
   *
   * @throws AppError that says what is wrong with them.
   */
  check(args: Record<string, unknown>, userId: string): void;
}

/** The tools as the agent uses them: through MCP, on behalf of one caller. */
export interface AgentTools {
  readonly byName: ReadonlyMap<string, AgentTool>;
  /** Function definitions for the model; `user_id` is not among their parameters. */
  readonly definitions: ChatCompletionFunctionTool[];
  callTool(name: string, args: Record<string, unknown>, caller: ToolCaller): Promise<ToolResult>;
}

/** The agent's view of the connected tools. */
export function agentTools(tools: Tools): AgentTools {
  return {
    definitions: tools.definitions.map((definition) => ({
      ...definition,
      function: { ...definition.function, parameters: { ...definition.function.parameters } },
    })),
    callTool: (name, args, caller) => tools.callTool(name, args, caller),
    byName: new Map(
      allTools.map((tool) => [
        tool.name,
        {
          name: tool.name,
          isReadOnly: tool.annotations.readOnlyHint,
          isDestructive: tool.annotations.destructiveHint,
          check: (args, userId) => void tool.prepare(args, userId),
        },
      ]),
    ),
  };
}
