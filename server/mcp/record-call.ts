import { randomUUID } from 'node:crypto';
import type { TransactionOrKnex } from 'objection';
import { ToolCall } from '../models/tool-call.ts';
import type { TaskQuota } from '../tasks/task-turn.ts';
import type { Turn } from '../ground/turn.ts';
import type { CallTerms } from './call-ticket.ts';
import type { ToolResult } from './tool-result.ts';

/** A call that is being carried out. */
export interface RunningCall {
  readonly name: string;
  /** As they came, valid or not. */
  readonly args: unknown;
  readonly turn: Turn;
  readonly terms: CallTerms;
  readonly startedAt: Date;
  readonly quota: TaskQuota;
}

/**
 * Stores how a call ended, when an agent made it.
 *
 * @returns the row's id; undefined when no agent calls, or when this very call has succeeded before.
 */
export async function recordCall(
  connection: TransactionOrKnex,
  { name, args, turn, terms, startedAt }: RunningCall,
  result: ToolResult,
): Promise<string | undefined> {
  const { userId, conversationId } = turn;
  if (terms.key === undefined || conversationId === null) return undefined;
  const { messageId, callId, retry } = terms.key;
  return ToolCall.record(connection, {
    id: randomUUID(),
    userId,
    conversationId,
    messageId,
    callId,
    name,
    arguments: argumentsToKeep(args),
    result: { ...result },
    status: result.success ? 'succeeded' : 'failed',
    attempt: retry ?? null,
    startedAt,
    finishedAt: new Date(),
  });
}

/** @returns what an earlier run of this turn got for the same call; undefined when the turn is not being retried. */
export async function findEarlierResult(
  connection: TransactionOrKnex,
  { name, args, turn, terms }: RunningCall,
): Promise<ToolResult | undefined> {
  if (terms.key?.retry === undefined) return undefined;
  const { messageId, callId, retry } = terms.key;
  const recorded = await ToolCall.claimRecorded(connection, {
    userId: turn.userId,
    messageId,
    callId,
    name,
    arguments: argumentsToKeep(args),
    attempt: retry,
  });
  return recorded && repeatResult(recorded);
}

/** @returns the result of the call of this very id, when it has succeeded. */
export async function findOwnResult(
  connection: TransactionOrKnex,
  { name, turn, terms }: RunningCall,
): Promise<ToolResult | undefined> {
  if (terms.key === undefined) return undefined;
  const { messageId, callId } = terms.key;
  const recorded = await ToolCall.findSucceeded(connection, {
    userId: turn.userId,
    messageId,
    callId,
    name,
  });
  return recorded && repeatResult(recorded);
}

function repeatResult({ result }: ToolCall): ToolResult {
  return { ...result, success: true };
}

/** The agent adds the caller's id to each call; history and models never see it. */
export function argumentsToKeep(args: unknown): Record<string, unknown> {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return {};
  const { user_id: _userId, ...kept } = { user_id: undefined, ...args };
  return kept;
}
