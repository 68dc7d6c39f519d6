import type { Knex } from '../../database/database.ts';
import type { ConversationTurn } from '../../ground/turn.ts';
import type { CallGate } from '../../mcp/call-gate.ts';
import type { Tools } from '../../mcp/connect-tools.ts';
import type { ProposedCall } from '../../models/confirmation.ts';
import type { ProposedTask } from '../../models/proposed-task.ts';
import { findAdded } from '../../tasks/changes/touched-tasks.ts';
import type { AgentCall, CallResult } from '../agent-call.ts';
import { heldResult } from './held-result.ts';
import { toAddedTask, toProposedTask } from './proposed-task.ts';

/** What a call would do to tasks; what it would answer when that is nothing. */
interface CallPreview {
  readonly tasks: readonly ProposedTask[];
  readonly result: CallResult;
}

/**
 * Finds what calls would do by doing it, one after the other, in a transaction that is rolled back: what the user is
 * shown is what a yes does, whatever the tools make of their arguments.
 */
export async function previewCalls(
  { database, tools }: { readonly database: Knex; readonly tools: Pick<Tools, 'callTool'> },
  calls: readonly (Pick<AgentCall, 'name' | 'args'> & Pick<ProposedCall, 'door'>)[],
  turn: ConversationTurn,
): Promise<CallPreview[]> {
  const transaction = await database.transaction();
  try {
    // The version that the user sees is the one before all of the calls.
    const versions = new Map<number, number>();
    const previews: CallPreview[] = [];
    for (const { name, args, door } of calls) {
      let tasks: ProposedTask[] = [];
      const gate: CallGate = {
        mustWait: (touched, changes) => {
          tasks = [...touched.map(toProposedTask), ...findAdded(changes).map(toAddedTask)];
          return false;
        },
        hold: () => Promise.resolve(heldResult()),
      };
      const asked = door === undefined ? turn : { ...turn, door };
      const result = await tools.callTool(name, { ...args, user_id: turn.userId }, asked, { transaction, gate });
      if (!result.success) tasks = [];
      for (const { taskId, version } of tasks) if (!versions.has(taskId)) versions.set(taskId, version);
      previews.push({
        tasks: tasks.map((task) => ({ ...task, version: versions.get(task.taskId) ?? task.version })),
        result,
      });
    }
    return previews;
  } finally {
    await transaction.rollback();
  }
}
