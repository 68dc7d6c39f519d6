import { isDeepStrictEqual } from 'node:util';
import type { ErrorCode } from '../ground/errors.ts';
import type { HeldResult, ToolResult } from '../mcp/tool-result.ts';

/** A tool call of the running turn: named by us, its arguments parsed. */
export interface AgentCall {
  /** Unique in the conversation; made by us, because endpoints repeat ids, change them or leave them out. */
  readonly callId: string;
  readonly name: string;
  readonly args: Record<string, unknown>;
}

/** How a call ended. */
export type CallResult = ToolResult | HeldResult;

/** A call with its result. */
export interface FinishedCall extends AgentCall {
  readonly status: 'succeeded' | 'failed' | 'proposed';
  readonly result: CallResult;
}

/** A result made by the agent itself, for a call that never reached a tool. */
export function failedResult(code: ErrorCode, message: string): ToolResult {
  return { success: false, error: { code, message } };
}

/** What unclear words in a call's arguments may be replaced by, once the user has chosen. */
export const DATE_FIELDS = ['due', 'recurrence'] as const;

/** Whether two calls want the same, but perhaps for when. */
export function isSameButDate(one: CallContent, other: CallContent): boolean {
  return one.name === other.name && isDeepStrictEqual(withoutDate(one.args), withoutDate(other.args));
}

type CallContent = Pick<AgentCall, 'name' | 'args'>;

function withoutDate(args: Record<string, unknown>): Record<string, unknown> {
  const { due: _due, recurrence: _recurrence, ...others } = { due: undefined, recurrence: undefined, ...args };
  return others;
}
