import type { ChatCompletionFunctionTool } from 'openai/resources/chat/completions';
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
