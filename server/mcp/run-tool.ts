import { randomUUID } from 'node:crypto';
import type { Knex } from '../database/database.ts';
import { AppError } from '../ground/errors.ts';
import type { Logger } from '../ground/logger.ts';
import { TaskChange, type RecordedChange } from '../tasks/task-change.ts';
import type { CallGate, HeldCall } from './call-gate.ts';
import type { Tool } from './define-tool.ts';
import { argumentsToKeep, findEarlierResult, findOwnResult, recordCall, type RunningCall } from './record-call.ts';
import type { Turn } from '../ground/turn.ts';
import type { CallTerms } from './call-ticket.ts';
import { ORDINARY_QUOTA } from '../tasks/changes/task-quota.ts';
import type { TaskQuota, TaskTurn } from '../tasks/task-turn.ts';
import { toToolFailure, type HeldResult, type ToolResult } from './tool-result.ts';
import { findTouched, type TouchedTask } from '../tasks/changes/touched-tasks.ts';

/** Runs one call of a tool in a turn. Rejects only when the turn's signal is aborted, with its reason. */
export type ToolRunner = (
  name: string,
  args: unknown,
  turn: Turn,
  terms: CallTerms,
) => Promise<ToolResult | HeldResult>;

/**
 * Wraps every tool: what it changes, the record of the change and the record of the call are committed together, and
 * a call that has succeeded before answers with its recorded result.
 */
export function createToolRunner(
  tools: readonly Tool[],
  database: Knex,
  logger: Logger,
  quota: TaskQuota = ORDINARY_QUOTA,
): ToolRunner {
  const toolsByName = new Map(tools.map((tool) => [tool.name, tool]));

  return async function runTool(name, args, turn, terms) {
    const { signal, userId } = turn;
    const call: RunningCall = { name, args, turn, terms, startedAt: new Date(), quota };
    try {
      signal.throwIfAborted();
      const tool = toolsByName.get(name);
      if (tool === undefined) throw new AppError('not_found', 'There is no tool of that name.');
      const earlier = await findEarlierResult(database, call);
      if (earlier !== undefined) return earlier;
      const execute = tool.prepare(args, userId);
      const carryOut = tool.annotations.readOnlyHint ? read : write;
      return await carryOut(database, execute, call);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof HeldBack) return await holdBack(error, call, logger);
      return await settleFailure(terms.transaction ?? database, logger, call, error);
    }
  };
}

/** Rolls a transaction back because another run of the same call has committed its effect. */
class AlreadyCarriedOut extends AppError {
  constructor() {
    super('conflict', 'This call has been carried out before.');
  }
}

/** Rolls a call back that waits for the user's yes. */
class HeldBack extends Error {
  readonly gate: CallGate;
  readonly call: HeldCall;
  readonly tasks: readonly TouchedTask[];

  constructor(gate: CallGate, call: HeldCall, tasks: readonly TouchedTask[]) {
    super('a call waits for the user');
    this.gate = gate;
    this.call = call;
    this.tasks = tasks;
  }
}

type Execute = (turn: TaskTurn) => Promise<Record<string, unknown>>;

/** Nothing changes, so nothing has to be committed together. */
async function read(database: Knex, execute: Execute, call: RunningCall): Promise<ToolResult> {
  const connection = call.terms.transaction ?? database;
  const output = await execute(taskTurn(call, connection, []));
  call.turn.signal.throwIfAborted();
  const result: ToolResult = { ...output, success: true };
  await recordCall(connection, call, result);
  return result;
}

async function write(database: Knex, execute: Execute, call: RunningCall): Promise<ToolResult> {
  const { turn, terms } = call;
  return (terms.transaction ?? database).transaction(async (transaction) => {
    const changes: RecordedChange[] = [];
    const output = await execute(taskTurn(call, transaction, changes));
    expectAllowed(call, changes);
    const batchId = nameBatch(turn, changes);
    // A request of the task pages is one batch, whose name it knows.
    const isNamed = turn.door !== 'rest' && changes.length > 0;
    const result: ToolResult = { ...output, ...(isNamed && { batch_id: batchId }), success: true };
    const toolCallId = await recordCall(transaction, call, result);
    if (terms.key !== undefined && toolCallId === undefined) throw new AlreadyCarriedOut();
    const { userId, conversationId, door } = turn;
    const origin = { userId, batchId, conversationId, door, toolCallId: toolCallId ?? null };
    await TaskChange.insertAll(transaction, origin, changes);
    // The last moment at which stopping still means that nothing has happened.
    turn.signal.throwIfAborted();
    return result;
  });
}

/** What a turn undoes can be redone, so it is never one with what else the turn changes. */
function nameBatch({ batchId, door }: Turn, changes: readonly RecordedChange[]): string {
  const isUndo = changes.some(({ undoOf }) => undoOf !== undefined);
  return isUndo && door !== 'rest' ? randomUUID() : batchId;
}

/**
 * Looks at what a call has done before it is committed.
 *
 * @throws HeldBack when it has to wait for a yes; AppError `conflict` when it is not what the user said yes to.
 */
function expectAllowed(call: RunningCall, changes: readonly RecordedChange[]): void {
  const { gate, confirmed } = call.terms;
  if (!gate && !confirmed) return;
  const tasks = findTouched(changes);
  if (gate?.mustWait(tasks, changes)) {
    // An undo waits for the change it was about to take back, not for whatever is the last one by then.
    const undoOf = changes.find((change) => change.undoOf !== undefined)?.undoOf;
    const args = { ...argumentsToKeep(call.args), ...(undoOf !== undefined && { batch_id: undoOf }) };
    throw new HeldBack(gate, { name: call.name, args }, tasks);
  }
  const versions = confirmed && new Map(confirmed.map(({ taskId, version }) => [taskId, version]));
  if (versions && tasks.some(({ taskId, version }) => versions.get(taskId) !== version))
    throw new AppError('conflict', 'This is not what was confirmed any more.');
}

async function holdBack(
  { gate, call, tasks }: HeldBack,
  { name, turn }: RunningCall,
  logger: Logger,
): Promise<ToolResult | HeldResult> {
  try {
    return await gate.hold(call, tasks);
  } catch (error) {
    return toToolFailure(error, logger, { requestId: turn.requestId, tool: name });
  }
}

/**
 * Records a failure, unless the same call turns out to have succeeded before (its task cannot be found because this
 * call has deleted it, say): then that result stands.
 */
async function settleFailure(database: Knex, logger: Logger, call: RunningCall, error: unknown): Promise<ToolResult> {
  const about = { requestId: call.turn.requestId, tool: call.name };
  const failure = toToolFailure(error, logger, about);
  if (call.terms.key === undefined) return failure;
  try {
    const isRecorded =
      !(error instanceof AlreadyCarriedOut) && (await recordCall(database, call, failure)) !== undefined;
    return isRecorded ? failure : ((await findOwnResult(database, call)) ?? failure);
  } catch (recordingError) {
    logger.warn({ ...about, error: recordingError }, 'the failure of a tool could not be recorded');
    return failure;
  }
}

function taskTurn(
  { turn, terms, quota }: RunningCall,
  connection: TaskTurn['connection'],
  changes: RecordedChange[],
): TaskTurn {
  return {
    ...turn,
    connection,
    quota,
    expectedVersion: terms.expectedVersion,
    confirmedTasks: terms.confirmed && new Set(terms.confirmed.map(({ taskId }) => taskId)),
    recordChange: (change) => changes.push(change),
  };
}
