import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Knex } from '../../database/database.ts';
import type { ConversationTurn } from '../../ground/turn.ts';
import type { ProposedCall } from '../../models/confirmation.ts';
import { ToolCall } from '../../models/tool-call.ts';
import { taskView } from '../../tasks/task-fields.ts';
import type { CallResult } from '../agent-call.ts';

/** Stores calls that wait among those of the turn. */
export async function recordProposals(
  transaction: Knex.Transaction,
  { userId, conversationId, now }: ConversationTurn,
  messageId: string,
  calls: readonly ProposedCall[],
): Promise<void> {
  for (const { callId, name, args } of calls) {
    await ToolCall.record(transaction, {
      id: randomUUID(),
      userId,
      conversationId,
      messageId,
      callId,
      name,
      arguments: args,
      result: null,
      status: 'proposed',
      attempt: null,
      startedAt: now,
      finishedAt: null,
    });
  }
}

const changed = z.object({ task: taskView.pick({ id: true, version: true }) });
const undone = z.object({ undone: changed.array() });

/** The tasks that a call has changed, as it left them. */
export function changedTasks(result: CallResult): z.infer<typeof changed>['task'][] {
  const one = changed.safeParse(result).data;
  const many = undone.safeParse(result).data?.undone ?? [];
  return [...(one ? [one] : []), ...many].map(({ task }) => task);
}
