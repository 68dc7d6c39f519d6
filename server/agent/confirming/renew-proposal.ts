import { randomUUID } from 'node:crypto';
import type { Knex } from '../../database/database.ts';
import type { CallGate } from '../../mcp/call-gate.ts';
import type { Tools } from '../../mcp/connect-tools.ts';
import type { ConversationTurn } from '../../ground/turn.ts';
import { proposedTasks, type ProposedCall, type ProposedTask } from '../../models/confirmation.ts';
import { Task } from '../../tasks/task.ts';
import { acceptedCallId } from '../model/call-id.ts';
import { heldResult, isUndo } from './confirmation-gate.ts';

/** @returns the same calls on their tasks as they are now, without those of which nothing is left. */
export async function renewProposal(
  database: Knex,
  tools: Pick<Tools, 'callTool'>,
  calls: readonly ProposedCall[],
  turn: ConversationTurn,
): Promise<ProposedCall[]> {
  const tasks = await Task.query(database)
    .modify('ownedBy', turn.userId)
    .whereIn(
      'id',
      calls.flatMap(proposedTasks).map(({ taskId }) => taskId),
    )
    .select('id', 'version', 'title');
  const now = new Map(tasks.map((task) => [task.id, task]));
  const renewed: ProposedCall[] = [];
  for (const call of calls) renewed.push(...(isUndo(call) ? await tryUndo(tools, call, turn) : renewCall(call, now)));
  return renewed;
}

function renewCall(call: ProposedCall, now: ReadonlyMap<number, Pick<Task, 'version' | 'title'>>): ProposedCall[] {
  const [first, ...others] = proposedTasks(call).flatMap((task): ProposedTask[] => {
    const current = now.get(task.taskId);
    if (current) return [{ ...task, version: current.version, title: current.title }];
    return task.version === 0 ? [task] : [];
  });
  return first ? [{ ...call, callId: freshId(call), ...first, others }] : [];
}

/** An undo leaves alone what has changed since: what it would still touch is found by trying, and rolled back. */
async function tryUndo(
  tools: Pick<Tools, 'callTool'>,
  call: ProposedCall,
  turn: ConversationTurn,
): Promise<ProposedCall[]> {
  const found: ProposedCall[] = [];
  const gate: CallGate = {
    mustWait: (tasks) => tasks.length > 0,
    hold: ({ args }, [first, ...others]) => {
      if (first) found.push({ ...call, callId: freshId(call), args, ...first, others });
      return Promise.resolve(heldResult());
    },
  };
  const args = { ...call.args, user_id: turn.userId };
  await tools.callTool(call.name, args, call.door === undefined ? turn : { ...turn, door: call.door }, { gate });
  return found;
}

function freshId({ callId }: ProposedCall): string {
  return acceptedCallId(`${callId} ${randomUUID()}`);
}
